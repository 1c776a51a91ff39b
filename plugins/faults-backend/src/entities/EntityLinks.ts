import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import {
  CATALOG_FILTER_EXISTS,
  type EntityFilterQuery,
} from '@backstage/catalog-client';
import type { Entity } from '@backstage/catalog-model';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type {
  KubernetesObject,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import { templateOf } from '../topology';
import {
  linkedEntitiesOf,
  type LabelledPlace,
  type LinkedEntity,
} from './LinkedEntity';
import { LinkIndex } from './LinkIndex';

const REFRESH_MS = 60_000;
/** A catalog that has just been started has nothing, and much a moment later. */
const EMPTY_REFRESH_MS = 5_000;
/** As many as are kept; a catalog with more than that linked entities is larger than any that we know of. */
const MOST_ENTITIES = 20_000;

const LINKED: EntityFilterQuery = [
  { 'metadata.annotations.backstage.io/kubernetes-id': CATALOG_FILTER_EXISTS },
  {
    'metadata.annotations.backstage.io/kubernetes-label-selector':
      CATALOG_FILTER_EXISTS,
  },
];
const FIELDS = [
  'kind',
  'metadata.name',
  'metadata.namespace',
  'metadata.annotations',
  'relations',
];

/** Options of {@link EntityLinks.create}. */
export interface EntityLinksOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'streamEntities'>;
  logger: LoggerService;
  /** How often the catalog is asked, in milliseconds. Default: every minute. */
  refreshMs?: number;
  /** The same, while it has no entity with objects in clusters. Default: every 5 seconds. */
  emptyRefreshMs?: number;
}

/**
 * Knows which entities objects belong to, and what those depend on: a list of the catalog that is at most a minute old. While the
 * catalog is away what it said last still holds; before it has said anything nobody knows.
 *
 * @remarks
 *
 * Read as the plugin, not as a person: what comes of it is not to be shown without asking what a person may see.
 */
export class EntityLinks {
  readonly #options: EntityLinksOptions;
  readonly #listeners = new Set<() => void>();
  #index = LinkIndex.create([]);
  #byRef = new Map<string, LinkedEntity>();
  #known = '';
  #isKnown = false;
  #isAway = false;
  #isStopped = false;
  #timer: NodeJS.Timeout | undefined;

  static create(options: EntityLinksOptions): EntityLinks {
    return new EntityLinks(options);
  }

  private constructor(options: EntityLinksOptions) {
    this.#options = options;
  }

  /** Whether the catalog has answered yet. */
  get isKnown(): boolean {
    return this.#isKnown;
  }

  /** Begins to ask; returns at once. */
  start(): void {
    this.#isStopped = false;
    this.refresh().then(() => {
      if (!this.#isStopped) {
        const { emptyRefreshMs, refreshMs } = this.#options;
        this.#timer = setTimeout(
          () => this.start(),
          this.#byRef.size > 0
            ? refreshMs ?? REFRESH_MS
            : emptyRefreshMs ?? EMPTY_REFRESH_MS,
        );
        this.#timer.unref();
      }
    });
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
  }

  /** The entities that an object with these labels belongs to. From memory. */
  entitiesOf(place: LabelledPlace): LinkedEntity[] {
    return this.#index.entitiesOf([place]);
  }

  /** The entities that a workload belongs to: by its own labels, or by those of its pods. From memory. */
  entitiesOfWorkload(
    cluster: string,
    workload: KubernetesObject,
  ): LinkedEntity[] {
    const { labels, namespace = '' } = workload.metadata ?? {};
    const ofPods = templateOf(workload).metadata?.labels;
    return this.#index.entitiesOf([
      { cluster, namespace, labels },
      { cluster, namespace, labels: ofPods },
    ]);
  }

  /** Undefined where it has no objects in clusters, or is not known. */
  entity(ref: string): LinkedEntity | undefined {
    return this.#byRef.get(ref.toLowerCase());
  }

  /** Calls back when any of it is not as it was. */
  subscribe(onChange: () => void): Unsubscribe {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  /** Asks the catalog now. Never fails. */
  async refresh(): Promise<void> {
    try {
      this.#take(linkedEntitiesOf(await this.#list()));
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) {
        this.#isAway = true;
        this.#options.logger.warn(
          `The catalog does not say which entities depend on which; what it said last holds: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  async #list(): Promise<Entity[]> {
    const { auth, catalog } = this.#options;
    const entities: Entity[] = [];
    const pages = catalog.streamEntities(
      { filter: LINKED, fields: FIELDS },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      entities.push(...page);
      if (entities.length >= MOST_ENTITIES) {
        break;
      }
    }
    return entities.slice(0, MOST_ENTITIES);
  }

  #take(entities: LinkedEntity[]): void {
    entities.sort((one, other) => (one.ref < other.ref ? -1 : 1));
    const known = JSON.stringify(entities);
    if (this.#isStopped || (this.#isKnown && known === this.#known)) {
      return;
    }
    this.#isKnown = true;
    this.#known = known;
    this.#index = LinkIndex.create(entities);
    this.#byRef = new Map(entities.map(entity => [entity.ref, entity]));
    for (const onChange of this.#listeners) {
      onChange();
    }
  }
}
