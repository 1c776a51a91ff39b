import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { podsOf } from '../../topology';
import type { RemedyContext, RemedyDraft } from './Remedy';

/** The pods of the object at fault. */
export function podsAtFault({
  object,
  store,
}: RemedyContext): ObjectOf<'Pod'>[] {
  return object ? podsOf(store, object) : [];
}

/** The pod that the evidence shows, if it is still there. */
export function podShown({
  finding,
  store,
}: RemedyContext): ObjectOf<'Pod'> | undefined {
  for (const { object } of finding.evidence) {
    const pod =
      object?.kind === 'Pod' &&
      store.get('Pod', { namespace: object.namespace, name: object.name });
    if (pod) {
      return pod;
    }
  }
  return undefined;
}

/** Has a pod go, so that another one comes. */
export function removePod(
  { finding }: RemedyContext,
  id: 'kubernetes.delete-pod' | 'kubernetes.evict-pod',
  name: string,
  why: string,
): RemedyDraft {
  const { cluster, namespace } = finding.object;
  return {
    title: `${id === 'kubernetes.delete-pod' ? 'Delete' : 'Evict'} pod ${name}`,
    why,
    operation: { id, target: { cluster, kind: 'Pod', namespace, name } },
  };
}
