import { WORKLOAD_KINDS } from '@groundcrew/plugin-clusters-common';
import type {
  KubernetesObject,
  LocalRef,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type {
  Connectivity,
  EvidenceReader,
  LogExcerpt,
  Signal,
} from '@groundcrew/plugin-faults-node';
// What a backend runs, without the plugin around it.
// eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports
import { workloadOf } from '@groundcrew/plugin-faults-backend/src/topology';
import type { RecordedCase } from './RecordedCase';
import { signalsOfAlerts } from './signalsOfAlerts';
import { signalsOfMetrics } from './signalsOfMetrics';

const PREVIOUS = '.previous';

/** Everything that was recorded beside the objects of a case. */
export function evidenceOfCase(
  recorded: RecordedCase,
  store: ObjectStore,
): EvidenceReader {
  const { alerts, extra, logs, metrics, namespace } = recorded;
  const refOf = (name: string) => measuredObject(store, namespace, name);
  const signals: Signal[] = [
    ...signalsOfAlerts(alerts?.alerts ?? [], refOf),
    ...signalsOfMetrics(metrics, refOf),
  ];
  const connectivity = connectivityByService(recorded);
  const isMeasured = signals.length > 0;

  return {
    logsOf(pod) {
      const texts =
        pod.namespace === namespace ? logs[pod.name] ?? {} : undefined;
      return (
        texts && [
          ...Object.entries(texts).map(excerptOf),
          ...errorsOf(recorded, store, pod.name),
        ]
      );
    },
    signals: () => signals,
    signalsOf: ({ kind, name, namespace: where }) =>
      isMeasured
        ? signals.filter(
            ({ object }) =>
              object.kind === kind &&
              object.name === name &&
              object.namespace === where,
          )
        : undefined,
    // Those that were recorded are told as signals.
    alertsOf: () => undefined,
    componentsOf: node =>
      extra.CheckNodeServiceStatus?.[node] &&
      Object.entries(extra.CheckNodeServiceStatus[node]).flatMap(
        ([name, { active }]) =>
          active
            ? [{ name, isActive: active.startsWith('active'), message: active }]
            : [],
      ),
    connectivityOf: service =>
      connectivity.get(`${service.namespace}/${service.name}`),
    callsOf: workload =>
      workload.namespace === namespace
        ? extra.GetServiceDependencies?.[workload.name]?.calls
        : undefined,
    dependenciesOf: () => undefined,
    desired: (kind, where) =>
      extra.GetAppYAML &&
      Object.values(extra.GetAppYAML)
        .flat()
        .filter(
          (object: KubernetesObject) =>
            object.kind === kind &&
            (object.metadata?.namespace ?? namespace) === where,
        ),
  };
}

/** Whether its series are of a workload or a node. */
function measuredObject(
  store: ObjectStore,
  namespace: string,
  name: string,
): LocalRef | undefined {
  if (store.has('Node', { name })) {
    return { kind: 'Node', name };
  }
  const kind = WORKLOAD_KINDS.find(each =>
    store.has(each, { namespace, name }),
  );
  return kind && { kind, namespace, name };
}

function excerptOf([key, text]: [string, string]): LogExcerpt {
  const previous = key.endsWith(PREVIOUS);
  return {
    container: previous ? key.slice(0, -PREVIOUS.length) : key,
    previous,
    text,
  };
}

/** Lines that were recorded as errors of the workload of a pod. */
function errorsOf(
  { extra, namespace }: RecordedCase,
  store: ObjectStore,
  name: string,
): LogExcerpt[] {
  const pod = store.get('Pod', { namespace, name });
  const workload = pod && workloadOf(store, pod).metadata?.name;
  const samples = (
    (workload && extra.GetErrorLogs?.[workload]?.patterns) ||
    []
  ).flatMap(({ sample }) => (sample ? [sample] : []));
  return samples.length > 0
    ? [
        {
          container: pod?.spec?.containers?.[0]?.name ?? '',
          previous: false,
          text: samples.join('\n'),
        },
      ]
    : [];
}

/** A Service with several ports is connected when all of them are. */
function connectivityByService({
  extra,
  namespace,
}: RecordedCase): Map<string, Connectivity> {
  const byService = new Map<string, Connectivity>();
  for (const check of extra.CheckServiceConnectivity ?? []) {
    const key = `${check.namespace ?? namespace}/${check.service}`;
    const other = byService.get(key);
    const fromNodes: Record<string, boolean> = { ...other?.fromNodes };
    for (const [node, isConnected] of Object.entries(check.fromNodes ?? {})) {
      fromNodes[node] = (fromNodes[node] ?? true) && isConnected;
    }
    byService.set(key, {
      isConnected: (other?.isConnected ?? true) && check.connected,
      fromNodes,
    });
  }
  return byService;
}
