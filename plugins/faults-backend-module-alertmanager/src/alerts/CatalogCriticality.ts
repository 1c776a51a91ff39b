import type { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import { stringifyError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  entityLinkOf,
  matchesLabels,
  type EntityLink,
  type LocalRef,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { ImportanceFacts } from './importanceOf';

type Criticality = NonNullable<ImportanceFacts['criticality']>;

const ANNOTATION = 'groundcrew.io/criticality';
/** The worst first. */
const CRITICALITIES: readonly Criticality[] = [
  'critical',
  'high',
  'normal',
  'low',
];
const REFRESH_MS = 60_000;

/** Options of {@link CatalogCriticality.create}. */
export interface CatalogCriticalityOptions {
  auth: AuthService;
  catalog: Pick<CatalogService, 'streamEntities'>;
  logger: LoggerService;
}

/** How much objects matter, as their entities say: what the catalog said last, at most a minute ago while it answers. */
export class CatalogCriticality {
  readonly #options: CatalogCriticalityOptions;
  #known: readonly { criticality: Criticality; link: EntityLink }[] = [];
  #refreshedAt = -Infinity;
  #isAway = false;

  static create(options: CatalogCriticalityOptions): CatalogCriticality {
    return new CatalogCriticality(options);
  }

  private constructor(options: CatalogCriticalityOptions) {
    this.#options = options;
  }

  /** Asks the catalog where that was not done within a minute. Never fails. */
  async refresh(now = Date.now()): Promise<void> {
    if (now - this.#refreshedAt < REFRESH_MS) {
      return;
    }
    this.#refreshedAt = now;
    try {
      this.#known = await this.#list();
      this.#isAway = false;
    } catch (error) {
      if (!this.#isAway) {
        this.#isAway = true;
        this.#options.logger.warn(
          `The catalog does not say which alerts are of something critical; what it said last holds: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  /** Of the most critical entity that an object belongs to. From memory. */
  of(
    cluster: string,
    { kind, name, namespace }: LocalRef,
    store: ObjectStore,
  ): Criticality | undefined {
    if (this.#known.length === 0 || namespace === undefined) {
      return undefined;
    }
    const object = store.get(kind, { namespace, name });
    const { spec } = (object ?? {}) as {
      spec?: {
        template?: { metadata?: { labels?: Record<string, string> } };
      };
    };
    const labels = [object?.metadata?.labels, spec?.template?.metadata?.labels];
    const found = this.#known.filter(
      ({ link }) =>
        (link.cluster === undefined || link.cluster === cluster) &&
        (link.namespace === undefined || link.namespace === namespace) &&
        labels.some(
          each => link.requirements && matchesLabels(link.requirements, each),
        ),
    );
    return CRITICALITIES.find(each =>
      found.some(({ criticality }) => criticality === each),
    );
  }

  async #list() {
    const { auth, catalog } = this.#options;
    const known: { criticality: Criticality; link: EntityLink }[] = [];
    const pages = catalog.streamEntities(
      {
        filter: {
          [`metadata.annotations.${ANNOTATION}`]: CATALOG_FILTER_EXISTS,
        },
        fields: ['kind', 'metadata'],
      },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    for await (const page of pages) {
      for (const entity of page) {
        const said = entity.metadata.annotations?.[ANNOTATION]?.toLowerCase();
        const criticality = CRITICALITIES.find(each => each === said);
        const link = entityLinkOf(entity);
        if (criticality && link?.requirements) {
          known.push({ criticality, link });
        }
      }
    }
    return known;
  }
}
