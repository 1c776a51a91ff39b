import type { AuthService } from '@backstage/backend-plugin-api';
import { RELATION_DEPENDENCY_OF, type Entity } from '@backstage/catalog-model';
import { NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Options of {@link CatalogEntities.create}. */
export interface CatalogEntitiesOptions {
  auth: AuthService;
  catalog: CatalogService;
}

/** Entities as this backend sees them, where no person is there to look: for automations, and for rules. */
export class CatalogEntities {
  readonly #options: CatalogEntitiesOptions;

  static create(options: CatalogEntitiesOptions): CatalogEntities {
    return new CatalogEntities(options);
  }

  private constructor(options: CatalogEntitiesOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError when there is none */
  async get(entityRef: string): Promise<Entity> {
    const entity = await this.#find(entityRef);
    if (!entity) {
      throw new NotFoundError(`There is no entity '${entityRef}'`);
    }
    return entity;
  }

  /** What the catalog says depends on an entity; nothing where there is no such entity any more. */
  async dependentsOf(entityRef: string | undefined): Promise<string[]> {
    return entityRef ? dependentsOf(await this.#find(entityRef)) : [];
  }

  async #find(entityRef: string): Promise<Entity | undefined> {
    const { auth, catalog } = this.#options;
    const credentials = await auth.getOwnServiceCredentials();
    return await catalog.getEntityByRef(entityRef, { credentials });
  }
}

/** What an entity says depends on it. */
export function dependentsOf(entity: Entity | undefined): string[] {
  return (entity?.relations ?? [])
    .filter(({ type }) => type === RELATION_DEPENDENCY_OF)
    .map(({ targetRef }) => targetRef);
}
