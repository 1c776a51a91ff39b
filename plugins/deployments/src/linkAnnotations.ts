import type { Entity } from '@backstage/catalog-model';

/** The annotations that link an entity to Kubernetes objects, as the Kubernetes plugin has them. */
export const LINK_ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
] as const;

/**
 * Whether an entity says which Kubernetes objects belong to it. For `EntityLayout.Route` of the old frontend system.
 *
 * @public
 */
export function isDeploymentsAvailable(entity: Entity): boolean {
  return LINK_ANNOTATIONS.some(
    annotation => entity.metadata.annotations?.[annotation] !== undefined,
  );
}
