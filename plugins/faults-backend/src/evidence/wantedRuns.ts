import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { asList } from '../kubernetes/asList';
import { asText } from '../kubernetes/asText';

/** One run of one container, whose log may say something. */
export interface WantedRun {
  container: string;
  /** Whether the API calls it the run before. */
  previous: boolean;
  /** The same for the same run: what was read of it needs not be read again. */
  id: string;
  /** Whether it has ended, so that nothing is added any more. */
  hasEnded: boolean;
}

/** More than that of one pod are no evidence any more, but a search. */
const MOST_RUNS = 6;

/**
 * Which runs of a pod's containers are worth reading: those that ended with an error, and what has come after them; if there
 * are none, all that run. Pure.
 */
export function wantedRuns({ metadata, status }: ObjectOf<'Pod'>): WantedRun[] {
  const uid = asText(metadata?.uid);
  const runs = [
    ...asList(status?.initContainerStatuses),
    ...asList(status?.containerStatuses),
  ].flatMap(({ containerID, lastState, name, restartCount, state }) => {
    const count = Number(restartCount) || 0;
    const run = (
      previous: boolean,
      hasEnded: boolean,
      of: unknown,
    ): WantedRun => ({
      container: asText(name),
      previous,
      hasEnded,
      id: `${uid} ${count} ${asText(of)}`,
    });
    const current = state?.terminated;
    const before = lastState?.terminated;
    const ended = current
      ? current.exitCode !== 0 && run(false, true, current.containerID)
      : before && run(true, true, before.containerID);
    return [
      ...(ended ? [ended] : []),
      ...(state?.running ? [run(false, false, containerID)] : []),
    ];
  });
  const broken = new Set(
    runs.filter(({ hasEnded }) => hasEnded).map(({ container }) => container),
  );
  return runs
    .filter(({ container }) => broken.size === 0 || broken.has(container))
    .slice(0, MOST_RUNS);
}
