import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { NoticesView } from '@groundcrew/plugin-faults-common';
import type { Incidents } from '@groundcrew/plugin-faults-node';
import { incidentKey, newRecord } from '../notices/NoticeRecord';
import { noticesView } from '../notices/noticesView';
import type { NoticeStore } from '../store/NoticeStore';

/** Options of {@link NoticeReader.create}. */
export interface NoticeReaderOptions {
  /** @throws ServiceUnavailableError before they can be read */
  incidents(): Pick<Incidents, 'getVisible'>;
  store: NoticeStore;
}

/** Shows who was told. */
export class NoticeReader {
  readonly #options: NoticeReaderOptions;

  static create(options: NoticeReaderOptions): NoticeReader {
    return new NoticeReader(options);
  }

  private constructor(options: NoticeReaderOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when there is no such incident, or they may not see it */
  async ofIncident(
    id: number,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<NoticesView> {
    const { incidents, store } = this.#options;
    const { cluster } = await incidents().getVisible(id, credentials);
    const record =
      (await store.get(incidentKey(id))) ??
      newRecord(cluster, { incident: id });
    const storm = record.toldWith && (await store.get(record.toldWith));
    return noticesView(record, storm || undefined);
  }
}
