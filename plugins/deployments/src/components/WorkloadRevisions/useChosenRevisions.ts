import type { Revision } from '@groundcrew/plugin-deployments-common';
import { useSearchParams } from 'react-router-dom';
import { chosenRevisions, type ChosenRevisions } from './chosenRevisions';

/** The two revisions that the address names, and how to name others. */
export function useChosenRevisions(revisions: readonly Revision[]): {
  chosen: ChosenRevisions | undefined;
  choose(side: 'before' | 'after', revision: string): void;
} {
  const [params, setParams] = useSearchParams();
  const chosen = chosenRevisions(revisions, {
    before: params.get('before') ?? undefined,
    after: params.get('after') ?? undefined,
  });
  return {
    chosen,
    choose: (side, revision) =>
      setParams(
        current => {
          const next = new URLSearchParams(current);
          // Both are kept: the default of the other one may change with the next roll-out.
          if (chosen) {
            next.set('before', chosen.before.revision);
            next.set('after', chosen.after.revision);
          }
          next.set(side, revision);
          return next;
        },
        { replace: true },
      ),
  };
}
