import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import { asList } from '../../kubernetes/asList';
import { isBoundLater } from '../../kubernetes/storageClasses';

/** Whether a pod cannot be scheduled yet because a claim is missing, or has no volume and would have to have one before. */
export function waitsForClaims(
  store: ObjectStore,
  { metadata, spec }: ObjectOf<'Pod'>,
): boolean {
  const namespace = metadata?.namespace;
  return asList(spec?.volumes).some(({ persistentVolumeClaim }) => {
    if (!persistentVolumeClaim?.claimName) {
      return false;
    }
    const name = persistentVolumeClaim.claimName;
    const claim = store.get('PersistentVolumeClaim', { namespace, name });
    return (
      !claim || (claim.status?.phase !== 'Bound' && !isBoundLater(store, claim))
    );
  });
}
