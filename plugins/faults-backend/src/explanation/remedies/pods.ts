import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { podsOf } from '../../topology';
import type { RemedyContext } from './Remedy';

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
