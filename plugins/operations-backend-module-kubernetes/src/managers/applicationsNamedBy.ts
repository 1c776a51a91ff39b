import type {
  CustomObject,
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const INSTANCE_LABELS = [
  'argocd.argoproj.io/instance',
  'app.kubernetes.io/instance',
];

/** For how long it is taken for granted in which namespaces Applications are. */
const NAMESPACES_FOR_MS = 30_000;

const namespacesOf = new WeakMap<
  ObjectStore,
  { at: number; namespaces: string[] }
>();

/**
 * The Applications of Argo CD whose names an object carries. Looked up and not searched for: there may be thousands, and
 * it is asked for each time that somebody looks at a workload.
 */
export function applicationsNamedBy(
  store: ObjectStore,
  { metadata }: KubernetesObject,
): CustomObject[] {
  const tracked = metadata?.annotations?.[TRACKING_ID]?.split(':')[0];
  const ids = [
    tracked,
    ...INSTANCE_LABELS.map(label => metadata?.labels?.[label]),
  ];
  // "<namespace>_<name>" where Applications may be in any namespace.
  const names = new Set(ids.flatMap(id => id?.split('_').at(-1) ?? []));
  if (names.size === 0 || store.count('Application') === 0) {
    return [];
  }
  return namespacesWithApplications(store).flatMap(namespace =>
    [...names].flatMap(
      name => store.get('Application', { namespace, name }) ?? [],
    ),
  );
}

function namespacesWithApplications(store: ObjectStore): string[] {
  const known = namespacesOf.get(store);
  const now = Date.now();
  if (known && Math.abs(now - known.at) < NAMESPACES_FOR_MS) {
    return known.namespaces;
  }
  const namespaces = [
    ...new Set(
      store
        .list('Application')
        .flatMap(({ metadata }) => metadata?.namespace ?? []),
    ),
  ];
  namespacesOf.set(store, { at: now, namespaces });
  return namespaces;
}
