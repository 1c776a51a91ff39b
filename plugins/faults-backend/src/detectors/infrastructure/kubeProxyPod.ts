import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { isOver } from '../../topology';
import { KUBE_PROXY_UNAVAILABLE, proxyMessage } from './kubeProxyFault';
import { workloadsOn } from './workloadsOn';

/** A roll-out of kube-proxy itself takes less. */
const SETTLING_MS = 60_000;

/** The kube-proxy of a node, where it is a pod, is not ready and does not become so. */
export const kubeProxyPod = createDetector({
  id: 'kube-proxy-pod',
  title: 'Nodes whose kube-proxy pod is not ready',
  faults: [KUBE_PROXY_UNAVAILABLE],
  subjects: ['Pod'],

  detect(pod, { lookAgainAt, now, store }): FindingDraft[] {
    const { creationTimestamp, deletionTimestamp, labels, name, namespace } =
      pod.metadata ?? {};
    const isProxy =
      labels?.['k8s-app'] === 'kube-proxy' ||
      labels?.component === 'kube-proxy' ||
      (namespace === 'kube-system' && name?.startsWith('kube-proxy-'));
    const ready = conditionOf(pod, 'Ready');
    if (
      !isProxy ||
      ready?.status === 'True' ||
      isOver(pod) ||
      deletionTimestamp
    ) {
      return [];
    }
    const since = Date.parse(
      String(ready?.lastTransitionTime ?? creationTimestamp),
    );
    if (since + SETTLING_MS > now) {
      lookAgainAt(since + SETTLING_MS);
      return [];
    }
    const nodeName = pod.spec?.nodeName;
    const node = nodeName ? store.get('Node', { name: nodeName }) : undefined;
    // On a node that is down no pod is ready, and that is what is wrong.
    const isUp = node && conditionOf(node, 'Ready')?.status === 'True';
    return isUp && nodeName
      ? [
          {
            fault: KUBE_PROXY_UNAVAILABLE.id,
            object: { kind: 'Node', name: nodeName },
            message: proxyMessage(nodeName),
            confidence: 0.9,
            evidence: [
              seenIn(pod, 'status.conditions', `Pod ${name} is not ready`),
            ],
            explains: workloadsOn(store, node),
          },
        ]
      : [];
  },
});
