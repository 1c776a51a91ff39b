import { parseEntityRef } from '@backstage/catalog-model';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';

/**
 * Which of the entities that suffer an object is likely to belong to: the only one, or the one that is called as it is. What stands in
 * no namespace, as a node, belongs to none.
 */
export function entityOf(
  object: ObjectRef,
  entities: readonly string[],
): string | undefined {
  if (!object.namespace) {
    return undefined;
  }
  return entities.length === 1
    ? entities[0]
    : entities.find(entity => parseEntityRef(entity).name === object.name);
}
