import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';

type Claim = ObjectOf<'PersistentVolumeClaim'>;

/** The provisioner of classes whose volumes somebody makes by hand. */
const NO_PROVISIONER = 'kubernetes.io/no-provisioner';

/** The storage class that a claim names, if there is one. */
export function classOf(
  store: ObjectStore,
  { spec }: Claim,
): ObjectOf<'StorageClass'> | undefined {
  const name = spec?.storageClassName;
  return name ? store.get('StorageClass', { name }) : undefined;
}

/** Whether somebody makes a volume for the claim when it asks for one. */
export function isProvisioned(store: ObjectStore, claim: Claim): boolean {
  const storageClass = classOf(store, claim);
  return (
    storageClass !== undefined && storageClass.provisioner !== NO_PROVISIONER
  );
}

/** Whether the claim gets its volume only when a pod that uses it has got a node, and somebody makes it then. */
export function isBoundLater(store: ObjectStore, claim: Claim): boolean {
  return (
    isProvisioned(store, claim) &&
    classOf(store, claim)?.volumeBindingMode === 'WaitForFirstConsumer'
  );
}
