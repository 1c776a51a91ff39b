import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type {
  ClustersService,
  ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type {
  IncidentSummary,
  ReliabilityView,
} from '@groundcrew/plugin-faults-common';
import type { ReliabilityReader } from '../reliability';
import { FindingVisibility } from './FindingVisibility';
import type { IncidentReader } from './IncidentReader';

const DAY_MS = 24 * 60 * 60_000;
const PAGE = 200;
/** An entity with more incidents than that in the window has no mean that says anything. */
const MOST_INCIDENTS = 2_000;

/** Whose reliability is asked for, by whom, and for how many days back. */
export interface EntityReliabilityRequest {
  credentials: BackstageCredentials<BackstageUserPrincipal>;
  days: number;
  entityRef: string;
}

/** Options of {@link EntityReliability.create}. */
export interface EntityReliabilityOptions {
  access: ReadAccess;
  clusters: ClustersService;
  incidents: Pick<IncidentReader, 'list'>;
  reader: ReliabilityReader;
}

/** Tells how an entity did, as far as whoever asks may see it. */
export class EntityReliability {
  readonly #options: EntityReliabilityOptions;

  static create(options: EntityReliabilityOptions): EntityReliability {
    return new EntityReliability(options);
  }

  private constructor(options: EntityReliabilityOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when there is no such entity, or they may not see it */
  async ofEntity(request: EntityReliabilityRequest): Promise<ReliabilityView> {
    const { access, clusters, reader } = this.#options;
    const { credentials, days, entityRef } = request;
    const entity = await access.entity(credentials, entityRef);
    const visibility = await FindingVisibility.create({
      ...this.#options,
      credentials,
    });
    const now = Date.now();
    return await reader.ofEntity({
      entity,
      places: clusters
        .objectsOf(entity)
        .places.filter(place => visibility.maySee(place)),
      incidents: await this.#incidentsOf(request, now - days * DAY_MS),
      days,
      now,
    });
  }

  async #incidentsOf(
    { credentials, entityRef }: EntityReliabilityRequest,
    since: number,
  ): Promise<IncidentSummary[]> {
    const found: IncidentSummary[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.#options.incidents.list(
        {
          entityRef,
          from: new Date(since).toISOString(),
          muted: true,
          cursor,
          limit: PAGE,
        },
        credentials,
      );
      found.push(...page.incidents);
      cursor = page.nextCursor;
    } while (cursor && found.length < MOST_INCIDENTS);
    return found;
  }
}
