import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotFoundError } from '@backstage/errors';
import type {
  ActiveMute,
  Incidents,
  RespondedIncident,
} from '@groundcrew/plugin-faults-node';
import type { FaultLoops } from '../FaultLoops';
import type { IncidentStore } from '../incidents/IncidentStore';
import type { MuteStore } from '../incidents/MuteStore';
import { responding } from '../incidents/responding';
import { writeOnLatest } from '../incidents/writeOnLatest';
import type { IncidentReader } from './IncidentReader';

const MOST = 1_000;

/** Options of {@link RespondedIncidents.create}. */
export interface RespondedIncidentsOptions {
  loops: Pick<FaultLoops, 'owned' | 'subscribe'>;
  mutes: Pick<MuteStore, 'active'>;
  reader: Pick<IncidentReader, 'record' | 'visible'>;
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

  async since(
    from: number,
    credentials?: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<RespondedIncident[]> {
    const { reader, store } = this.#options;
    const { records } = await store.list({
      isResolved: true,
      from,
      limit: MOST,
    });
    const own = records.filter(
      ({ mergedInto, openedAt }) =>
        mergedInto === undefined && openedAt >= from,
    );
    return credentials ? await reader.visible(own, credentials) : own;
  }

  async mutes(): Promise<ActiveMute[]> {
    return await this.#options.mutes.active(Date.now());
  }

  subscribe(onChange: (cluster: string) => void): () => void {
    return this.#options.loops.subscribe(onChange);
  }

  async note(
    id: number,
    line: { message: string; isHealing?: boolean },
  ): Promise<void> {
    const { onChange, store } = this.#options;
    const incident = await store.get(id);
    if (!incident) {
      throw new NotFoundError(`There is no incident ${id}`);
    }
    await writeOnLatest(store, incident, latest =>
      responding(latest, line, Date.now()),
    );
    onChange(incident.cluster);
  }
}
