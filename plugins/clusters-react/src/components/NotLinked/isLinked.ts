import type { Entity } from '@backstage/catalog-model';

/** The annotations that link an entity to Kubernetes objects, as the Kubernetes plugin has them. */
const LINK_ANNOTATIONS = [
  'backstage.io/kubernetes-id',
  'backstage.io/kubernetes-label-selector',
] as const;

/**
 * Whether an entity says which Kubernetes objects belong to it.
 *
 * @public
 */
export function isLinked(entity: Entity): boolean {
  return LINK_ANNOTATIONS.some(
    annotation => entity.metadata.annotations?.[annotation] !== undefined,
  );
}
