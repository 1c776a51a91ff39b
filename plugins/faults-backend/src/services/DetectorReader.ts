import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  ClustersService,
  ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type { DetectorList } from '@groundcrew/plugin-faults-common';
import type { Diagnoses } from '../diagnosis/Diagnoses';
import { detectorRecordsOf } from '../incidents/detectorRecordsOf';
import type { IncidentStore } from '../incidents/IncidentStore';
import { FindingVisibility } from './FindingVisibility';

const DAY_MS = 24 * 60 * 60_000;

/** Options of {@link DetectorReader.create}. */
export interface DetectorReaderOptions {
  access: ReadAccess;
  clusters: ClustersService;
  diagnoses: Pick<Diagnoses, 'trouble'>;
  store: Pick<IncidentStore, 'outlines'>;
}

/** Tells which detectors ask most of people, and which do not work. */
export class DetectorReader {
  readonly #options: DetectorReaderOptions;

  static create(options: DetectorReaderOptions): DetectorReader {
    return new DetectorReader(options);
  }

  private constructor(options: DetectorReaderOptions) {
    this.#options = options;
  }

  /** Counts the incidents that the person may see. */
  async list(
    { days }: { days: number },
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<DetectorList> {
    const { diagnoses, store } = this.#options;
    const visibility = await FindingVisibility.create({
      ...this.#options,
      credentials,
    });
    const outlines = await store.outlines(Date.now() - days * DAY_MS);
    return {
      days,
      records: detectorRecordsOf(
        outlines.filter(outline => visibility.maySee(outline)),
      ),
      trouble: diagnoses
        .trouble()
        .filter(({ cluster }) => visibility.maySee({ cluster })),
    };
  }
}
