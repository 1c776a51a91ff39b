import { parseQuantity } from '../api/quantities';
import { Container, Pod } from '../api/podTypes';

/** How the played kubelet lets one container behave. All times are in milliseconds. */
export interface ContainerBehaviour {
  imageExists: boolean;
  pullMs: number;
  /** From the start to the first probe that succeeds. */
  startupMs: number;
  /** From the start to the end; undefined for what runs until it is stopped. */
  exitAfterMs?: number;
  exitCode: number;
  exitReason: 'Completed' | 'Error' | 'OOMKilled';
  /** When the readiness probe begins to fail; undefined when it does not. */
  unreadyAfterMs?: number;
  /** When the liveness probe begins to fail; undefined when it does not. */
  deadAfterMs?: number;
  /** From the request to stop to the end. */
  stopMs: number;
  logs: string;
  logLinesPerSecond: number;
  /** What it writes before it ends with an error; undefined for what its profile says. */
  lastWords?: string;
}

/** Overrides that faults lay over what pods ask for. */
export type BehaviourOverride = Partial<ContainerBehaviour>;

export const BEHAVIOUR_PREFIX = 'sandbox.groundcrew.io/';

const IMAGE_CONVENTIONS: Array<[RegExp, BehaviourOverride]> = [
  [
    /(^|[-.])(missing|nonexistent|does-not-exist|notfound)$/,
    { imageExists: false },
  ],
  [/(^|[-.])crash$/, { exitAfterMs: 3_000, exitCode: 1, exitReason: 'Error' }],
  [
    /(^|[-.])oom$/,
    { exitAfterMs: 8_000, exitCode: 137, exitReason: 'OOMKilled' },
  ],
  [/(^|[-.])unready$/, { unreadyAfterMs: 0 }],
  [/(^|[-.])dead$/, { deadAfterMs: 0 }],
  [/(^|[-.])slow$/, { startupMs: 60_000 }],
];

/**
 * Reads the behaviour of a container off its pod: annotations `sandbox.groundcrew.io/<name>`, or
 * `sandbox.groundcrew.io/<container>.<name>` for one of several containers; then the end of the image's tag.
 */
export function behaviourOf(
  pod: Pod,
  container: Container,
  override?: BehaviourOverride,
): ContainerBehaviour {
  const read = (name: string): string | undefined => {
    const annotations = pod.metadata.annotations ?? {};
    return (
      annotations[`${BEHAVIOUR_PREFIX}${container.name}.${name}`] ??
      annotations[`${BEHAVIOUR_PREFIX}${name}`]
    );
  };
  const duration = (name: string) => parseDuration(read(name));
  const oomAfterMs = hasMemory(container, read('needs-memory'))
    ? undefined
    : duration('oom-after');
  const crashAfterMs = duration('crash-after');
  const runMs = duration('run-time');
  const runsOnce = pod.spec.restartPolicy !== 'Always';
  const behaviour: ContainerBehaviour = {
    imageExists: !/\.invalid\//.test(container.image),
    pullMs: duration('pull-time') ?? 1_000,
    startupMs: duration('start-delay') ?? 2_000,
    exitAfterMs:
      oomAfterMs ?? crashAfterMs ?? runMs ?? (runsOnce ? 5_000 : undefined),
    exitCode: 0,
    exitReason: 'Completed',
    unreadyAfterMs: duration('unready-after'),
    deadAfterMs: duration('dead-after'),
    stopMs: duration('stop-time') ?? 1_000,
    logs: read('logs') ?? 'plain',
    logLinesPerSecond: Number(read('log-lines-per-second') ?? 0.2),
    lastWords: read('last-words'),
  };
  if (oomAfterMs !== undefined) {
    Object.assign(behaviour, { exitCode: 137, exitReason: 'OOMKilled' });
  } else if (crashAfterMs !== undefined) {
    const exitCode = Number(read('exit-code') ?? 1);
    Object.assign(behaviour, { exitCode, exitReason: 'Error' });
  }
  const tag = /:([^:/@]+)$/.exec(container.image)?.[1] ?? '';
  for (const [pattern, convention] of IMAGE_CONVENTIONS) {
    if (pattern.test(tag)) Object.assign(behaviour, convention);
  }
  return { ...behaviour, ...override };
}

/** Whether it may have as much memory as it needs; one that does not say how much never has. */
function hasMemory(
  { resources }: Container,
  needed: string | undefined,
): boolean {
  const limit = resources?.limits?.memory;
  return (
    needed !== undefined &&
    (limit === undefined || parseQuantity(limit) >= parseQuantity(needed))
  );
}

/** Milliseconds in `500ms`, `30s`, `5m` or `2h`; undefined for anything else. */
export function parseDuration(text: string | undefined): number | undefined {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text?.trim() ?? '');
  if (!match) return undefined;
  const unit = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }[match[2]] ?? 1;
  return Number(match[1]) * unit;
}
