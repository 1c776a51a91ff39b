import type { Workload } from './Workload';

/**
 * Why a changed pod template would not reach the pods of a workload, and what to do first; undefined when it would.
 */
export function cannotRollOut({ kind, spec }: Workload): string | undefined {
  if (kind === 'Deployment' && spec?.paused) {
    return 'its rollout is paused, and nothing happens to its pods until that is resumed: resume it first';
  }
  if (kind !== 'Deployment' && spec?.updateStrategy?.type === 'OnDelete') {
    return 'its update strategy is OnDelete: only pods that are deleted by hand are replaced, so delete them one by one';
  }
  return undefined;
}
