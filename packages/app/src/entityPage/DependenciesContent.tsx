import {
  Direction,
  EntityCatalogGraphCard,
} from '@backstage/plugin-catalog-graph';

/** What the entity depends on and what depends on it, two steps far. */
export function DependenciesContent() {
  return (
    <EntityCatalogGraphCard
      direction={Direction.LEFT_RIGHT}
      maxDepth={2}
      height={640}
      unidirectional={false}
      zoom="enable-on-click"
    />
  );
}
