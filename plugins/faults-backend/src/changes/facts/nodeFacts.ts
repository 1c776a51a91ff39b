import type { Facts } from './Facts';
import { partOf, recordOf, recordsOf, type Json } from './json';

/** Put on a node by its conditions, which are noted themselves. */
const TAINTS_OF_CONDITIONS = 'node.kubernetes.io/';

export function addNodeFacts(facts: Facts, object: Json): void {
  const spec = recordOf(object.spec);
  for (const { status, type } of recordsOf(
    recordOf(object.status).conditions,
  )) {
    // One that is unknown is no news beside that the node does not report.
    if (type === 'Ready' || status !== 'Unknown') {
      facts.shown(`condition ${String(type)}`, status);
    }
  }
  facts.shown('cordoned', spec.unschedulable === true ? true : undefined);
  for (const { effect, key, value } of recordsOf(spec.taints)) {
    if (!String(key).startsWith(TAINTS_OF_CONDITIONS)) {
      facts.hidden(`taint ${String(key)}:${String(effect)}`, ['of', value]);
    }
  }
  const labels = partOf(object, 'metadata', 'labels');
  for (const [label, value] of Object.entries(labels)) {
    facts.hidden(`node-label ${label}`, ['is', value]);
  }
  facts.shown('kubelet', partOf(object, 'status', 'nodeInfo').kubeletVersion);
}
