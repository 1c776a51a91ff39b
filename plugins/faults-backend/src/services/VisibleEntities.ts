import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Which entities a person may see: their names come from a list that was read without asking. */
export class VisibleEntities {
  readonly #catalog: Pick<CatalogService, 'getEntitiesByRefs'>;

  static create(options: {
    catalog: Pick<CatalogService, 'getEntitiesByRefs'>;
  }): VisibleEntities {
    return new VisibleEntities(options.catalog);
  }

  private constructor(catalog: Pick<CatalogService, 'getEntitiesByRefs'>) {
    this.#catalog = catalog;
  }

  /** Those of some entity references that the person may see. */
  async among(
    entityRefs: Iterable<string>,
    credentials: BackstageCredentials,
  ): Promise<ReadonlySet<string>> {
    const refs = [...new Set(entityRefs)];
    if (refs.length === 0) {
      return new Set();
    }
    const { items } = await this.#catalog.getEntitiesByRefs(
      { entityRefs: refs, fields: ['kind', 'metadata.name'] },
      { credentials },
    );
    return new Set(refs.filter((_, index) => items[index] !== undefined));
  }
}
