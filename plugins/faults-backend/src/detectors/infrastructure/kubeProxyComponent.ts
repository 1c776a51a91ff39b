import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { refOf } from '../../topology';
import { KUBE_PROXY_UNAVAILABLE, proxyMessage } from './kubeProxyFault';
import { saidByNode } from './saidByNode';
import { workloadsOn } from './workloadsOn';

/** A node that says itself that its kube-proxy, a unit of its init system, is not active. */
export const kubeProxyComponent = createDetector({
  id: 'kube-proxy-component',
  title: 'Nodes whose kube-proxy is not active',
  faults: [KUBE_PROXY_UNAVAILABLE],
  subjects: ['Node'],

  detect(node, { evidence, store }): FindingDraft[] {
    const name = node.metadata?.name ?? '';
    const stopped = (evidence.componentsOf(name) ?? []).filter(
      component => component.name === 'kube-proxy' && !component.isActive,
    );
    return stopped.map(component => ({
      fault: KUBE_PROXY_UNAVAILABLE.id,
      object: refOf(node),
      message: proxyMessage(name),
      confidence: 0.97,
      evidence: [saidByNode(node, component)],
      explains: workloadsOn(store, node),
    }));
  },
});
