import type { FaultType } from '@groundcrew/plugin-faults-node';

/** Found in four ways: see the detectors `kube-proxy-…`. */
export const KUBE_PROXY_UNAVAILABLE: FaultType = {
  id: 'kube-proxy-unavailable',
  category: 'infrastructure',
  title: 'kube-proxy does not work on the node',
};

/** What it means, in one sentence. */
export function proxyMessage(node: string): string {
  return `Services cannot be reached from node ${node}: its kube-proxy does not work.`;
}
