/**
 * By which fields the items of a list are told apart, by the list's own field name. Lists that are missing here are
 * replaced as a whole, as their `x-kubernetes-list-type: atomic` says.
 */
const MERGE_KEYS: Record<string, readonly string[]> = {
  containers: ['name'],
  initContainers: ['name'],
  ephemeralContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  volumeDevices: ['devicePath'],
  imagePullSecrets: ['name'],
  conditions: ['type'],
  ownerReferences: ['uid'],
  hostAliases: ['ip'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  podIPs: ['ip'],
  hostIPs: ['ip'],
  addresses: ['type'],
};
const CONTAINER_PORT_KEYS = ['containerPort', 'protocol'];
const SERVICE_PORT_KEYS = ['port', 'protocol'];

/** The keys of a list, or undefined when it is atomic or a set of plain values. */
export function mergeKeysOf(
  field: string,
  items: readonly unknown[],
): readonly string[] | undefined {
  const first = items.find(item => item !== null && typeof item === 'object');
  if (!first) return undefined;
  const keys = field === 'ports' ? portKeysOf(first) : MERGE_KEYS[field];
  return keys && keys[0] in (first as object) ? keys : undefined;
}

function portKeysOf(item: object): readonly string[] | undefined {
  if ('containerPort' in item) return CONTAINER_PORT_KEYS;
  return 'port' in item ? SERVICE_PORT_KEYS : undefined;
}

/** The merge key that a strategic merge patch uses: only the first of the keys. */
export function patchMergeKeyOf(
  field: string,
  items: readonly unknown[],
): string | undefined {
  return mergeKeysOf(field, items)?.[0];
}
