import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import {
  faultCategorySchema,
  type IncidentDetail,
  type IncidentRunbooks,
  type Runbook,
  type RunbookList,
  type RunbookSummary,
} from '@groundcrew/plugin-faults-common';
import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { incidentRunbookOf } from '../runbooks/incidentRunbookOf';
import type { RunbookLibrary } from '../runbooks/RunbookLibrary';
import { runbooksFor } from '../runbooks/runbooksFor';
import type { IncidentReader } from './IncidentReader';

type Symptom = RunbookSummary['symptoms'][number];

/** Options of {@link RunbookReader.create}. */
export interface RunbookReaderOptions {
  detectors: readonly Pick<FaultDetector, 'id' | 'title' | 'faults'>[];
  incidents: Pick<IncidentReader, 'record' | 'detail'>;
  library: Pick<RunbookLibrary, 'all' | 'get' | 'broken'>;
}

/** Shows runbooks: what they say is for everybody who is signed in, what incidents say is for those who may see them. */
export class RunbookReader {
  readonly #options: RunbookReaderOptions;

  static create(options: RunbookReaderOptions): RunbookReader {
    return new RunbookReader(options);
  }

  private constructor(options: RunbookReaderOptions) {
    this.#options = options;
  }

  list(): RunbookList {
    const { detectors, library } = this.#options;
    const known = knownSymptoms(detectors);
    return {
      runbooks: library
        .all()
        .map(runbook => summaryOf(runbook, known))
        .filter(isOfUse),
      broken: library.broken(),
    };
  }

  /** @throws NotFoundError */
  get(id: string): Runbook {
    const runbook = this.#options.library.get(id);
    if (!runbook) {
      throw new NotFoundError(`There is no runbook '${id}'`);
    }
    return runbook;
  }

  /** @throws NotFoundError when there is no such incident, or they may not see it */
  async ofIncident(
    id: number,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<IncidentRunbooks> {
    const { incidents } = this.#options;
    const record = await incidents.record(id, credentials);
    return this.ofDetail(await incidents.detail(record, credentials));
  }

  /** @param detail - as far as whoever asks may see it */
  ofDetail(detail: IncidentDetail): IncidentRunbooks {
    const { explanation } = detail;
    const fitting = runbooksFor(
      {
        ...detail,
        kind: detail.object.kind,
        suspects: explanation.changes.flatMap(({ isSuspect, kind }) =>
          isSuspect ? kind : [],
        ),
      },
      this.#options.library.all(),
    );
    return {
      runbooks: fitting.map(each => incidentRunbookOf(each, explanation)),
    };
  }
}

function knownSymptoms(
  detectors: RunbookReaderOptions['detectors'],
): Map<string, Symptom> {
  const symptoms: Symptom[] = [
    ...faultCategorySchema.options.map(id => ({
      id,
      type: 'category' as const,
    })),
    ...detectors.map(({ id, title }) => ({
      id,
      title,
      type: 'detector' as const,
    })),
    ...detectors.flatMap(({ faults }) =>
      faults.map(({ id, title }) => ({ id, title, type: 'fault' as const })),
    ),
  ];
  // What is most exact counts, where a detector has the name of its fault.
  return new Map(symptoms.map(symptom => [symptom.id, symptom]));
}

function summaryOf(
  runbook: Runbook,
  known: ReadonlyMap<string, Symptom>,
): RunbookSummary {
  const { docs, id, isShipped, match, severity, source, title } = runbook;
  return {
    id,
    title,
    severity,
    match,
    source,
    isShipped,
    docs,
    symptoms: runbook.symptoms.map(
      symptom =>
        known.get(symptom) ?? { id: symptom, type: 'unknown' as const },
    ),
  };
}

/** What comes with us may be for a module that is not installed. */
function isOfUse({ isShipped, symptoms }: RunbookSummary): boolean {
  return !isShipped || symptoms.some(({ type }) => type !== 'unknown');
}
