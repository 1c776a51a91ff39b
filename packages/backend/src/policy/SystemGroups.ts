import { AuthService, LoggerService } from '@backstage/backend-plugin-api';
import { CATALOG_FILTER_EXISTS } from '@backstage/catalog-client';
import {
  Entity,
  RELATION_OWNED_BY,
  RELATION_PART_OF,
} from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';

const keptMilliseconds = 30_000;

/** What {@link SystemGroups} needs. */
export interface SystemGroupsOptions {
  auth: AuthService;
  catalog: CatalogService;
  logger: LoggerService;
}

function targets(
  entities: Array<Entity | undefined>,
  type: string,
  kind: string,
) {
  return new Set(
    entities
      .flatMap(entity => entity?.relations ?? [])
      .filter(relation => relation.type === type)
      .map(relation => relation.targetRef)
      .filter(ref => ref.startsWith(`${kind}:`)),
  );
}

/** Knows which groups own something in the same System: the neighbours of a team. Answers are kept for 30 s. */
export class SystemGroups {
  readonly #options: SystemGroupsOptions;
  readonly #answers = new Map<
    string,
    { groups: Promise<string[]>; until: number }
  >();

  static create(options: SystemGroupsOptions): SystemGroups {
    return new SystemGroups(options);
  }

  private constructor(options: SystemGroupsOptions) {
    this.#options = options;
  }

  /** The given groups, and all that own something in a System in which the given groups own something. */
  async neighboursOf(groups: readonly string[]): Promise<string[]> {
    const key = [...groups].sort().join();
    const now = Date.now();
    const known = this.#answers.get(key);
    if (known && now < known.until) {
      return known.groups;
    }
    for (const [staleKey, { until }] of this.#answers) {
      if (until <= now) {
        this.#answers.delete(staleKey);
      }
    }
    const asked = this.#ask(groups).catch(error => {
      this.#answers.delete(key);
      this.#options.logger.warn(
        'Could not read the Systems of a team; its people see only what the team owns',
        error,
      );
      return [...groups];
    });
    this.#answers.set(key, { groups: asked, until: now + keptMilliseconds });
    return asked;
  }

  async #ask(groups: readonly string[]): Promise<string[]> {
    const { auth, catalog } = this.#options;
    // As the service: asked as the person, the catalog would ask this policy again.
    const credentials = await auth.getOwnServiceCredentials();
    const owned = await catalog.getEntities(
      {
        filter: {
          [`relations.${RELATION_OWNED_BY}`]: [...groups],
          [`relations.${RELATION_PART_OF}`]: CATALOG_FILTER_EXISTS,
        },
        fields: ['relations'],
      },
      { credentials },
    );
    const systems = targets(owned.items, RELATION_PART_OF, 'system');
    if (systems.size === 0) {
      return [...groups];
    }
    const parts = await catalog.getEntities(
      {
        filter: { [`relations.${RELATION_PART_OF}`]: [...systems] },
        fields: ['relations'],
      },
      { credentials },
    );
    return [
      ...new Set([
        ...groups,
        ...targets(parts.items, RELATION_OWNED_BY, 'group'),
      ]),
    ];
  }
}
