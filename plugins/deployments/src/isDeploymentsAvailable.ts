import type { Entity } from '@backstage/catalog-model';
import { isLinked } from '@groundcrew/plugin-clusters-react';

/**
 * Whether an entity says which Kubernetes objects belong to it. For `EntityLayout.Route` of the old frontend system.
 *
 * @public
 */
export function isDeploymentsAvailable(entity: Entity): boolean {
  return isLinked(entity);
}
