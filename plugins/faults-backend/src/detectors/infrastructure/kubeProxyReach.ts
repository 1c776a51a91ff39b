import {
  createDetector,
  type EvidenceDraft,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { conditionOf } from '../../kubernetes/conditions';
import { inWords } from '../../kubernetes/inWords';
import { refOf } from '../../topology';
import { KUBE_PROXY_UNAVAILABLE, proxyMessage } from './kubeProxyFault';
import { workloadsOn } from './workloadsOn';

interface Reach {
  failed: string[];
  reached: string[];
}

/**
 * Most Services of a namespace that answer from other nodes do not answer from one: what translates their addresses there is
 * broken, not they.
 */
export const kubeProxyReach = createDetector({
  id: 'kube-proxy-reach',
  title: 'Nodes from which Services cannot be reached',
  faults: [KUBE_PROXY_UNAVAILABLE],
  subjects: ['Namespace'],

  detect(subject, { evidence, store }): FindingDraft[] {
    const namespace = subject.metadata?.name ?? '';
    const byNode = new Map<string, Reach>();
    for (const { metadata } of store.list('Service', { namespace })) {
      const name = metadata?.name ?? '';
      const { fromNodes = {} } =
        evidence.connectivityOf({ namespace, name }) ?? {};
      const tried = Object.entries(fromNodes);
      // One that answers from nowhere is down itself.
      if (tried.length > 1 && tried.some(([, isConnected]) => isConnected)) {
        for (const [node, isConnected] of tried) {
          const reach = byNode.get(node) ?? { failed: [], reached: [] };
          (isConnected ? reach.reached : reach.failed).push(name);
          byNode.set(node, reach);
        }
      }
    }
    const bad = [...byNode].filter(
      ([, { failed, reached }]) => failed.length > reached.length,
    );
    // Of several, it is rather the network between them.
    if (bad.length !== 1) {
      return [];
    }
    const [[name, { failed, reached }]] = bad;
    const node = store.get('Node', { name });
    if (!node || conditionOf(node, 'Ready')?.status !== 'True') {
      return [];
    }
    const seen: EvidenceDraft = {
      source: 'connectivity',
      message: `${failed.length} of ${
        failed.length + reached.length
      } Services that answer elsewhere do not from here: ${inWords(failed)}`,
      object: refOf(node),
    };
    return [
      {
        fault: KUBE_PROXY_UNAVAILABLE.id,
        object: refOf(node),
        message: proxyMessage(name),
        confidence: 0.9,
        evidence: [seen],
        explains: workloadsOn(store, node),
      },
    ];
  },
});
