import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  Incidents,
  RespondedIncident,
} from '@groundcrew/plugin-faults-node';
import type { FaultLoops } from '../FaultLoops';
import type { IncidentRecord } from '../incidents/IncidentRecord';
import type { IncidentStore } from '../incidents/IncidentStore';
import { responding } from '../incidents/responding';
import type { IncidentReader } from './IncidentReader';

/** As often as anybody may be faster. */
const MOST_TRIES = 5;
const PAGE = 200;
const MOST = 1_000;

/** Options of {@link RespondedIncidents.create}. */
export interface RespondedIncidentsOptions {
  loops: Pick<FaultLoops, 'owned' | 'subscribe'>;
  reader: Pick<IncidentReader, 'record'>;
  store: IncidentStore;
  /** Told of the cluster whose incidents are not as they were. */
  onChange(cluster: string): void;
}

/** The incidents, for what responds to them without being a person. */
export class RespondedIncidents implements Incidents {
  readonly #options: RespondedIncidentsOptions;

  static create(options: RespondedIncidentsOptions): RespondedIncidents {
    return new RespondedIncidents(options);
  }

  private constructor(options: RespondedIncidentsOptions) {
    this.#options = options;
  }

  owned(): string[] {
    return this.#options.loops.owned();
  }

  async current(cluster: string): Promise<RespondedIncident[]> {
    const { records } = await this.#options.store.list({
      clusters: [cluster],
      isResolved: false,
      limit: MOST,
    });
    return records;
  }

  async get(id: number): Promise<RespondedIncident | undefined> {
    return await this.#options.store.get(id);
  }

  async getVisible(
    id: number,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<RespondedIncident> {
    return await this.#options.reader.record(id, credentials);
  }

  async since(time: number): Promise<RespondedIncident[]> {
    const found: IncidentRecord[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#options.store.list({ cursor, limit: PAGE });
      const opened = page.records.filter(({ openedAt }) => openedAt >= time);
      found.push(...opened);
      cursor =
        opened.length === page.records.length ? page.nextCursor : undefined;
    } while (cursor && found.length < MOST);
    return found;
  }

  subscribe(onChange: (cluster: string) => void): () => void {
    return this.#options.loops.subscribe(onChange);
  }

  async note(
    id: number,
    line: { message: string; isHealing: boolean },
  ): Promise<void> {
    const { onChange, store } = this.#options;
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const latest = await store.get(id);
      if (!latest) {
        throw new NotFoundError(`There is no incident ${id}`);
      }
      const { entries, record } = responding(latest, line, Date.now());
      if (await store.write(record, entries)) {
        onChange(record.cluster);
        return;
      }
    }
    throw new ConflictError(`Incident ${id} changes all the time`);
  }
}
