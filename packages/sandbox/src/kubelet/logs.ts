import { LogLine, LogRun } from '../api/podLogs';
import { Container, Pod } from '../api/podTypes';
import { Clock } from '../clock';
import { ContainerBehaviour } from './behaviour';
import { Run } from './ContainerPlay';
import { randomAt } from './random';

export interface LogContext {
  pod: Pod;
  container: Container;
  /** The number of the line within the run, from 0. */
  index: number;
  /** Milliseconds since the epoch. */
  at: number;
  /** A number in [0, 1) of this line's own; `nth` tells several apart. */
  random(nth: number): number;
}

/** What a service writes: one line at a time, the same each time it is asked. */
export interface LogProfile {
  line(context: LogContext): string | Buffer;
  /** The last words before a failure. */
  lastLines?(context: LogContext, reason: string): string[];
}

// As much as a node keeps before it rotates.
const MOST_LINES = 2_000;

/** The log of a run, made up when it is read: nothing is written while nobody looks. */
export function playedLog(options: {
  clock: Clock;
  pod: Pod;
  container: Container;
  run: Run;
  behaviour: ContainerBehaviour;
  profile: LogProfile;
}): LogRun {
  const { clock, pod, container, run, behaviour, profile } = options;
  const rate = behaviour.logLinesPerSecond;
  const seed = `${pod.metadata.uid}/${container.name}/${run.restart}`;
  const contextOf = (index: number, at: number): LogContext => ({
    pod,
    container,
    index,
    at,
    random: nth => randomAt(seed, index * 16 + nth),
  });
  // The n-th line comes somewhere within the n-th interval.
  const timeOf = (index: number) =>
    index === 0
      ? run.startedAt
      : run.startedAt +
        Math.floor(((index + 0.9 * randomAt(seed, index * 16)) * 1000) / rate);
  const countAt = (until: number): number => {
    if (rate <= 0) return 0;
    let count = Math.floor(((until - run.startedAt) / 1000) * rate) + 1;
    while (count > 0 && timeOf(count - 1) > until) count -= 1;
    return count;
  };
  return {
    lines() {
      const until = run.endedAt ?? clock.now();
      const count = countAt(until);
      const lines: LogLine[] = [];
      for (let n = Math.max(0, count - MOST_LINES); n < count; n++) {
        const at = timeOf(n);
        lines.push({ at, text: () => profile.line(contextOf(n, at)) });
      }
      const { endedAt, exit } = run;
      if (endedAt !== undefined && exit && exit.code !== 0) {
        const last =
          behaviour.lastWords?.split('\n') ??
          profile.lastLines?.(contextOf(count, endedAt), exit.reason);
        for (const text of last ?? []) {
          lines.push({ at: endedAt, text: () => text });
        }
      }
      return lines;
    },
    nextLineAt() {
      if (run.endedAt !== undefined) return undefined;
      // Without lines there is still an end to notice.
      return rate <= 0
        ? clock.now() + 5_000
        : Math.min(timeOf(countAt(clock.now())), clock.now() + 5_000);
    },
  };
}
