import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type EvidenceReader,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { conditionOf } from '../../kubernetes/conditions';
import { loggedBy } from '../../kubernetes/evidence';
import { inWords } from '../../kubernetes/inWords';
import { isOver, isReady, workloadOf, refOf } from '../../topology';
import { KUBE_PROXY_UNAVAILABLE, proxyMessage } from './kubeProxyFault';
import { workloadsOn } from './workloadsOn';

/** In the words of Go's and other clients' dialers. */
const TIMED_OUT =
  /(\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}):\d{1,5}: (?:i\/o timeout|connect: connection timed out|connect: no route)/g;

interface TimeOut {
  service: string;
  container: string;
  line: string;
}

/**
 * A pod that times out at the virtual addresses of several Services with ready endpoints, while pods on other nodes do
 * not: what translates these addresses is broken on its node. Its logs are asked for only when it suffers.
 */
export const kubeProxyTimeouts = createDetector({
  id: 'kube-proxy-timeouts',
  title: 'Nodes on which callers time out at addresses of Services',
  faults: [KUBE_PROXY_UNAVAILABLE],
  subjects: ['Pod'],

  detect(pod, { evidence, store }): FindingDraft[] {
    const nodeName = pod.spec?.nodeName;
    if (!nodeName || isOver(pod) || !suffers(pod, store, evidence)) {
      return [];
    }
    const node = store.get('Node', { name: nodeName });
    const own = timeOutsOf(pod, store, evidence);
    const services = servicesOf(own);
    if (!node || services.length < 2 || !isNodeReady(node)) {
      return [];
    }
    const { namespace } = pod.metadata ?? {};
    const isElsewhere = store
      .list('Pod', { namespace })
      .some(
        other =>
          other.spec?.nodeName !== nodeName &&
          servicesOf(timeOutsOf(other, store, evidence)).length > 1,
      );
    return isElsewhere
      ? []
      : [
          {
            fault: KUBE_PROXY_UNAVAILABLE.id,
            object: refOf(node),
            message: `${proxyMessage(
              nodeName,
            )} Pods on it time out at ${inWords(services)}.`,
            confidence: 0.86,
            evidence: own
              .slice(0, 3)
              .map(({ container, line }) => loggedBy(pod, container, line)),
            explains: workloadsOn(store, node),
          },
        ];
  },
});

function suffers(
  pod: ObjectOf<'Pod'>,
  store: ObjectStore,
  evidence: EvidenceReader,
): boolean {
  if (!isReady(pod)) {
    return pod.status?.phase === 'Running';
  }
  const signals = evidence.signalsOf(refOf(workloadOf(store, pod))) ?? [];
  return signals.some(({ metric }) =>
    ['success-rate', 'latency'].includes(metric),
  );
}

function isNodeReady(node: ObjectOf<'Node'>): boolean {
  return conditionOf(node, 'Ready')?.status === 'True';
}

function servicesOf(timeOuts: TimeOut[]): string[] {
  return [...new Set(timeOuts.map(({ service }) => service))];
}

function timeOutsOf(
  { metadata }: ObjectOf<'Pod'>,
  store: ObjectStore,
  evidence: EvidenceReader,
): TimeOut[] {
  const { name = '', namespace = '' } = metadata ?? {};
  const excerpts = evidence.logsOf({ namespace, name }) ?? [];
  const matches = excerpts.flatMap(({ container, text }) =>
    [...text.matchAll(TIMED_OUT)].map(([line, address]) => ({
      container,
      line,
      address,
    })),
  );
  if (matches.length === 0) {
    return [];
  }
  const services = store.list('Service', { namespace });
  return matches.flatMap(({ address, container, line }) => {
    const service = services.find(({ spec }) => spec?.clusterIP === address);
    const serviceName = service?.metadata?.name;
    return serviceName && hasReadyEndpoints(store, namespace, serviceName)
      ? [{ service: serviceName, container, line }]
      : [];
  });
}

function hasReadyEndpoints(
  store: ObjectStore,
  namespace: string,
  service: string,
): boolean {
  return store
    .list('EndpointSlice', {
      namespace,
      selector: [
        {
          key: 'kubernetes.io/service-name',
          operator: 'in',
          values: [service],
        },
      ],
    })
    .some(({ endpoints }) =>
      asList(endpoints).some(({ conditions }) => conditions?.ready !== false),
    );
}
