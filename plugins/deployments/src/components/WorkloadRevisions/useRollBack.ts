import { useVerbs } from '@groundcrew/plugin-operations-react';
import { rollBackOf, type RollBack } from './rollBackOf';

/** The verb that goes back to a revision of a workload; `undefined` while it is not known, and where there is none. */
export function useRollBack(
  target: Parameters<typeof useVerbs>[0],
): RollBack | undefined {
  const { data } = useVerbs(target);
  return data && rollBackOf(data.verbs);
}
