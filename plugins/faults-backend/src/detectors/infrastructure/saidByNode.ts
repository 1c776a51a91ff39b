import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import type {
  EvidenceDraft,
  NodeComponent,
} from '@groundcrew/plugin-faults-node';
import { seenIn } from '../../kubernetes/evidence';

/** What a node says of something that runs it. */
export function saidByNode(
  node: KubernetesObject,
  { isActive, message, name }: NodeComponent,
): EvidenceDraft {
  const state = message ?? (isActive ? 'active' : 'not active');
  return { ...seenIn(node, name, `${name}: ${state}`), source: 'node' };
}
