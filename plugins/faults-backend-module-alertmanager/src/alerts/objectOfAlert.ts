import type {
  KubernetesObject,
  LocalRef,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';

/** What an alert is about. */
export interface AlertSubject {
  /** What its labels name. */
  named: LocalRef;
  /** What people call that: of a pod its workload. Undefined where the cluster does not have it. */
  object?: LocalRef;
}

/** Labels that name something of a namespace, the most telling first. */
const NAMESPACED: readonly [label: string, kind: string][] = [
  ['horizontalpodautoscaler', 'HorizontalPodAutoscaler'],
  ['hpa', 'HorizontalPodAutoscaler'],
  ['persistentvolumeclaim', 'PersistentVolumeClaim'],
  ['cronjob', 'CronJob'],
  ['job_name', 'Job'],
  ['deployment', 'Deployment'],
  ['statefulset', 'StatefulSet'],
  ['daemonset', 'DaemonSet'],
  ['replicaset', 'ReplicaSet'],
  ['pod', 'Pod'],
  ['pod_name', 'Pod'],
  ['service', 'Service'],
];
/** What measures others is named by labels like what it measures. */
const EXPORTER =
  /(^|[-_/])(kube-state-metrics|node-exporter|node-problem-detector|cadvisor|kubelet|blackbox-exporter|pushgateway)($|[-_/])/;
/** Kinds that people do not name: what owns them is. */
const OWNED: ReadonlySet<string> = new Set(['Pod', 'ReplicaSet', 'Job']);
/** Deeper is nothing that Kubernetes makes: pod, ReplicaSet or Job, Deployment or CronJob. */
const MOST_OWNERS = 4;

/**
 * What an alert is about, by the labels that kube-state-metrics, the kubelet, node-exporter and Prometheus' own discovery give.
 * Pure.
 *
 * @returns undefined where its labels name nothing
 */
export function objectOfAlert(
  labels: Readonly<Record<string, string>>,
  store: ObjectStore,
): AlertSubject | undefined {
  // What a scrape would overwrite Prometheus keeps under another name: there the plain label is of whoever was scraped.
  const valueOf = (label: string) =>
    labels[`exported_${label}`] || labels[label] || undefined;
  const namespace = valueOf('namespace');
  const namespaced = namespace
    ? NAMESPACED.flatMap(([label, kind]): LocalRef[] => {
        const name = valueOf(label);
        return name ? [{ kind, namespace, name }] : [];
      })
    : [];
  const measured = namespaced.filter(({ name }) => !EXPORTER.test(name));
  const candidates = measured.length > 0 ? measured : otherCandidates();
  for (const named of candidates) {
    const object = find(named, store);
    if (object) {
      return { named, object };
    }
  }
  return candidates.length > 0 ? { named: candidates[0] } : undefined;

  /** A node; else what measures; else the namespace as a whole. */
  function otherCandidates(): LocalRef[] {
    const node = nodeOf(valueOf('node'), labels.instance, store);
    const isAlone = namespace && namespaced.length === 0;
    return [
      ...(node ? [node] : []),
      ...namespaced,
      ...(isAlone ? [{ kind: 'Namespace', name: namespace }] : []),
    ];
  }
}

function find(ref: LocalRef, store: ObjectStore): LocalRef | undefined {
  const { kind, name, namespace } = ref;
  const object = store.get(kind, { namespace, name });
  if (object) {
    return OWNED.has(kind) ? ownerOf(ref, object, store) : ref;
  }
  return kind === 'Pod' ? ownerByName(ref, store) : undefined;
}

function ownerOf(
  ref: LocalRef,
  object: KubernetesObject,
  store: ObjectStore,
): LocalRef {
  let top = ref;
  let current = object;
  for (let depth = 0; depth < MOST_OWNERS; depth += 1) {
    const owner = current.metadata?.ownerReferences?.find(
      ({ controller }) => controller,
    );
    const next = owner && store.byUid(owner.uid);
    if (!next?.kind || !next.metadata?.name) {
      break;
    }
    const { name, namespace } = next.metadata;
    current = next;
    top = { kind: next.kind, ...(namespace ? { namespace } : {}), name };
  }
  return top;
}

/** What a pod was of that is gone, while its alert still fires: by how Kubernetes names pods. */
function ownerByName(
  { name, namespace }: LocalRef,
  store: ObjectStore,
): LocalRef | undefined {
  const owner = name.slice(0, Math.max(0, name.lastIndexOf('-')));
  for (const kind of ['ReplicaSet', 'StatefulSet', 'DaemonSet', 'Job']) {
    const object = owner && store.get(kind, { namespace, name: owner });
    if (object) {
      return ownerOf({ kind, namespace, name: owner }, object, store);
    }
  }
  return undefined;
}

/** By the name of a node, or by where it was scraped: its name or one of its addresses, with a port. */
function nodeOf(
  name: string | undefined,
  instance: string | undefined,
  store: ObjectStore,
): LocalRef | undefined {
  if (name) {
    return { kind: 'Node', name };
  }
  const host = instance?.replace(/:\d+$/, '').replace(/^\[(.*)\]$/, '$1');
  const node =
    host &&
    store
      .list('Node')
      .find(
        ({ metadata, status }) =>
          metadata?.name === host ||
          status?.addresses?.some(({ address }) => address === host),
      );
  return node ? { kind: 'Node', name: node.metadata?.name ?? '' } : undefined;
}
