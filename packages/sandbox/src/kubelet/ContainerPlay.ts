import {
  Container,
  ContainerState,
  ContainerStatus,
  Probe,
} from '../api/workloadTypes';
import { timestamp } from '../clock';
import { ContainerBehaviour } from './behaviour';
import { containerId, imageId } from './identifiers';

/** What a container asks of the node that it runs on. */
export interface ContainerHost {
  podUid: string;
  podTitle: string;
  restartPolicy: string;
  /** Whether the image is on the node already. */
  hasImage(image: string): boolean;
  keepImage(image: string): void;
  /** Why the container's environment cannot be made. */
  environmentProblem(container: Container): string | undefined;
  record(type: 'Normal' | 'Warning', reason: string, message: string): void;
}

interface Exit {
  code: number;
  reason: string;
}

type State =
  | { kind: 'new' }
  | { kind: 'pulling'; until: number; failing: boolean }
  | { kind: 'pull-failed'; reason: string; until: number }
  | { kind: 'config-error'; message: string; until: number }
  | Running
  | { kind: 'exited'; until?: number }
  | { kind: 'backoff'; until: number; delayMs: number };

interface Running {
  kind: 'running';
  startedAt: number;
  exitAt?: number;
  exit: Exit;
  /** The last start or change of behaviour, from which failures are counted. */
  behavesSince: number;
  nextProbeEventAt?: number;
}

/** One run of a container, kept for its log. */
export interface Run {
  startedAt: number;
  endedAt?: number;
  exit?: Exit;
  restart: number;
}

const FIRST_BACKOFF_MS = 10_000;
const LAST_BACKOFF_MS = 300_000;
// A container that ran this long starts anew with the shortest back-off.
const BACKOFF_RESET_MS = 600_000;
const CONFIG_RETRY_MS = 10_000;
const ERROR_SHOWN_MS = 2_000;
const LONGEST_PROBE_EVENT_PAUSE_MS = 300_000;

/** One container on a node: from pulling its image to its last exit. Time comes in from outside. */
export class ContainerPlay {
  static create(options: {
    container: Container;
    host: ContainerHost;
  }): ContainerPlay {
    return new ContainerPlay(options.container, options.host);
  }

  #state: State = { kind: 'new' };
  #restarts = 0;
  #crashBackoffMs = 0;
  #pullBackoffMs = 0;
  #lastTermination: ContainerState['terminated'];
  #beforeLast: ContainerState['terminated'];
  #run: Run | undefined;
  #previousRun: Run | undefined;

  private constructor(
    private container: Container,
    private readonly host: ContainerHost,
  ) {}

  get name(): string {
    return this.container.name;
  }

  get run(): Run | undefined {
    return this.#run;
  }

  get previousRun(): Run | undefined {
    return this.#previousRun;
  }

  get isRunning(): boolean {
    return this.#state.kind === 'running';
  }

  /** The exit code, once the container has ended for good. */
  get finalExitCode(): number | undefined {
    const { kind } = this.#state;
    return kind === 'exited' && this.#state.until === undefined
      ? this.#lastTermination?.exitCode
      : undefined;
  }

  /** Another image for the same container restarts it. */
  replace(container: Container, now: number): void {
    const changed = container.image !== this.container.image;
    this.container = container;
    if (!changed) return;
    if (this.#state.kind === 'running') {
      this.host.record(
        'Normal',
        'Killing',
        `Container ${this.name} definition changed, will be restarted`,
      );
      this.#end({ code: 0, reason: 'Completed' }, now);
      this.#restarts += 1;
    }
    this.#state = { kind: 'new' };
  }

  /** The container behaves otherwise from now on; what waits tries again at once. */
  reconsider(behaviour: ContainerBehaviour, now: number): void {
    const state = this.#state;
    if (state.kind === 'running') {
      state.behavesSince = now;
      state.nextProbeEventAt = undefined;
      this.#planExit(state, behaviour);
    } else if (state.kind === 'backoff' || state.kind === 'pull-failed') {
      state.until = now;
      this.#crashBackoffMs = 0;
      this.#pullBackoffMs = 0;
    }
  }

  /** Does what is due. Returns when something is due next, if ever. */
  advance(behaviour: ContainerBehaviour, now: number): number | undefined {
    // Each turn ends in a state that lasts, after a handful of steps at most.
    for (;;) {
      const state = this.#state;
      switch (state.kind) {
        case 'new':
          this.#pull(behaviour, now);
          continue;
        case 'pulling':
          if (now < state.until) return state.until;
          this.#pulled(behaviour, state.failing, now);
          continue;
        case 'pull-failed':
          if (now < state.until) return state.until;
          this.#afterFailedPull(behaviour, state.reason, now);
          continue;
        case 'config-error':
          if (now < state.until) return state.until;
          this.#start(behaviour, now);
          continue;
        case 'backoff':
          if (now < state.until) return state.until;
          this.#restart(behaviour, now);
          continue;
        case 'exited':
          if (state.until === undefined || now < state.until) {
            return state.until;
          }
          this.#afterExit(behaviour, now);
          continue;
        default: {
          const next = this.#running(state, behaviour, now);
          if (next === 'ended') continue;
          return next;
        }
      }
    }
  }

  /** Ends the container because its pod ends. */
  stop(now: number, killed: boolean): void {
    if (this.#state.kind === 'running') {
      this.#end(
        killed
          ? { code: 137, reason: 'Error' }
          : { code: 0, reason: 'Completed' },
        now,
      );
    }
    this.#state = { kind: 'exited' };
  }

  isReady(behaviour: ContainerBehaviour, now: number): boolean {
    const state = this.#state;
    if (state.kind !== 'running' || !this.isStarted(behaviour, now))
      return false;
    const probe = this.container.readinessProbe;
    if (!probe) return true;
    const failingAt = failsFrom(state, behaviour.unreadyAfterMs);
    const readyAt = firstSuccess(state.startedAt, behaviour.startupMs, probe);
    if (now < readyAt || readyAt >= failingAt) return false;
    return now < failingAt + toleranceMs(probe);
  }

  isStarted(behaviour: ContainerBehaviour, now: number): boolean {
    const state = this.#state;
    if (state.kind !== 'running') return false;
    const probe = this.container.startupProbe;
    return (
      !probe || now >= firstSuccess(state.startedAt, behaviour.startupMs, probe)
    );
  }

  status(behaviour: ContainerBehaviour, now: number): ContainerStatus {
    const { image, name } = this.container;
    const running = this.#state.kind === 'running';
    const created = running || this.#lastTermination !== undefined;
    return {
      name,
      state: this.#shownState(),
      lastState:
        this.#lastTermination && this.#state.kind !== 'exited'
          ? { terminated: this.#lastTermination }
          : this.#exitedBefore(),
      ready: this.isReady(behaviour, now),
      restartCount: this.#restarts,
      image,
      imageID: created ? imageId(image) : '',
      ...(created && {
        containerID: containerId(
          this.host.podUid,
          name,
          this.#run?.restart ?? this.#restarts,
        ),
      }),
      started: this.isStarted(behaviour, now),
    };
  }

  #exitedBefore(): ContainerState {
    return this.#beforeLast ? { terminated: this.#beforeLast } : {};
  }

  #shownState(): ContainerState {
    const state = this.#state;
    switch (state.kind) {
      case 'running':
        return { running: { startedAt: timestamp(state.startedAt) } };
      case 'exited':
        return this.#lastTermination
          ? { terminated: this.#lastTermination }
          : { waiting: { reason: 'ContainerCreating' } };
      case 'backoff':
        return {
          waiting: {
            reason: 'CrashLoopBackOff',
            message: `back-off ${spoken(
              state.delayMs,
            )} restarting failed container=${this.name} pod=${
              this.host.podTitle
            }`,
          },
        };
      case 'config-error':
        return {
          waiting: {
            reason: 'CreateContainerConfigError',
            message: state.message,
          },
        };
      case 'pull-failed':
        return {
          waiting: {
            reason: state.reason,
            message:
              state.reason === 'ErrImagePull'
                ? notFound(this.container.image)
                : `Back-off pulling image "${
                    this.container.image
                  }": ErrImagePull: ${notFound(this.container.image)}`,
          },
        };
      default:
        return { waiting: { reason: 'ContainerCreating' } };
    }
  }

  #pull(behaviour: ContainerBehaviour, now: number): void {
    const { image, imagePullPolicy } = this.container;
    const present =
      imagePullPolicy !== 'Always' &&
      behaviour.imageExists &&
      this.host.hasImage(image);
    if (present) {
      this.host.record(
        'Normal',
        'Pulled',
        `Container image "${image}" already present on machine`,
      );
      this.#start(behaviour, now);
      return;
    }
    this.host.record('Normal', 'Pulling', `Pulling image "${image}"`);
    this.#state = {
      kind: 'pulling',
      until: now + behaviour.pullMs,
      failing: !behaviour.imageExists,
    };
  }

  #pulled(behaviour: ContainerBehaviour, failing: boolean, now: number): void {
    const { image } = this.container;
    if (failing) {
      this.host.record(
        'Warning',
        'Failed',
        `Failed to pull image "${image}": ${notFound(image)}`,
      );
      this.host.record('Warning', 'Failed', 'Error: ErrImagePull');
      this.#state = {
        kind: 'pull-failed',
        reason: 'ErrImagePull',
        until: now + ERROR_SHOWN_MS,
      };
      return;
    }
    this.#pullBackoffMs = 0;
    this.host.keepImage(image);
    const took = spoken(behaviour.pullMs);
    this.host.record(
      'Normal',
      'Pulled',
      `Successfully pulled image "${image}" in ${took} (${took} including waiting). Image size: 48127304 bytes.`,
    );
    this.#start(behaviour, now);
  }

  #afterFailedPull(
    behaviour: ContainerBehaviour,
    reason: string,
    now: number,
  ): void {
    if (reason !== 'ErrImagePull') {
      this.#pull(behaviour, now);
      return;
    }
    this.#pullBackoffMs = nextBackoff(this.#pullBackoffMs);
    this.host.record(
      'Normal',
      'BackOff',
      `Back-off pulling image "${this.container.image}"`,
    );
    this.host.record('Warning', 'Failed', 'Error: ImagePullBackOff');
    this.#state = {
      kind: 'pull-failed',
      reason: 'ImagePullBackOff',
      until: now + this.#pullBackoffMs,
    };
  }

  #start(behaviour: ContainerBehaviour, now: number): void {
    const problem = this.host.environmentProblem(this.container);
    if (problem) {
      this.host.record('Warning', 'Failed', `Error: ${problem}`);
      this.#state = {
        kind: 'config-error',
        message: problem,
        until: now + CONFIG_RETRY_MS,
      };
      return;
    }
    this.host.record('Normal', 'Created', `Created container: ${this.name}`);
    this.host.record('Normal', 'Started', `Started container ${this.name}`);
    const state: Running = {
      kind: 'running',
      startedAt: now,
      behavesSince: now,
      exit: { code: 0, reason: 'Completed' },
    };
    this.#planExit(state, behaviour);
    this.#state = state;
    if (this.#run) this.#previousRun = this.#run;
    this.#run = { startedAt: now, restart: this.#restarts };
  }

  #planExit(state: Running, behaviour: ContainerBehaviour): void {
    const { livenessProbe } = this.container;
    const exits: Array<{ at: number; exit: Exit }> = [];
    if (behaviour.exitAfterMs !== undefined) {
      exits.push({
        at: state.behavesSince + behaviour.exitAfterMs,
        exit: { code: behaviour.exitCode, reason: behaviour.exitReason },
      });
    }
    if (behaviour.deadAfterMs !== undefined && livenessProbe) {
      const dead = state.behavesSince + behaviour.deadAfterMs;
      exits.push({
        at:
          Math.max(
            dead,
            state.startedAt + (livenessProbe.initialDelaySeconds ?? 0) * 1000,
          ) +
          toleranceMs(livenessProbe) +
          behaviour.stopMs,
        exit: { code: 137, reason: 'Error' },
      });
    }
    const [first] = exits.sort((a, b) => a.at - b.at);
    state.exitAt = first?.at;
    state.exit = first?.exit ?? { code: 0, reason: 'Completed' };
  }

  #running(
    state: Running,
    behaviour: ContainerBehaviour,
    now: number,
  ): number | undefined | 'ended' {
    const { readinessProbe, startupProbe } = this.container;
    if (state.exitAt !== undefined && now >= state.exitAt) {
      if (behaviour.deadAfterMs !== undefined) {
        this.host.record(
          'Warning',
          'Unhealthy',
          'Liveness probe failed: HTTP probe failed with statuscode: 500',
        );
        this.host.record(
          'Normal',
          'Killing',
          `Container ${this.name} failed liveness probe, will be restarted`,
        );
      }
      this.#end(state.exit, now);
      return 'ended';
    }
    const due: number[] = [];
    if (state.exitAt !== undefined) due.push(state.exitAt);
    if (startupProbe) {
      due.push(
        firstSuccess(state.startedAt, behaviour.startupMs, startupProbe),
      );
    }
    if (readinessProbe) {
      const readyAt = firstSuccess(
        state.startedAt,
        behaviour.startupMs,
        readinessProbe,
      );
      const failingAt = failsFrom(state, behaviour.unreadyAfterMs);
      due.push(readyAt, failingAt + toleranceMs(readinessProbe));
      const probeEvent = this.#probeEvents(
        state,
        Math.min(failingAt, readyAt > now ? state.startedAt : Infinity),
        readinessProbe,
        now,
        readyAt > now && failingAt > readyAt
          ? 'Readiness probe failed: dial tcp: connect: connection refused'
          : 'Readiness probe failed: HTTP probe failed with statuscode: 503',
      );
      due.push(probeEvent);
    }
    const next = Math.min(...due.filter(at => at > now));
    return Number.isFinite(next) ? next : undefined;
  }

  /** Says that a probe fails, ever more rarely while nothing changes. Returns when to say it again. */
  #probeEvents(
    state: Running,
    failingAt: number,
    probe: Probe,
    now: number,
    message: string,
  ): number {
    if (!Number.isFinite(failingAt)) {
      state.nextProbeEventAt = undefined;
      return Infinity;
    }
    const periodMs = (probe.periodSeconds ?? 10) * 1000;
    const delayMs = (probe.initialDelaySeconds ?? 0) * 1000;
    const firstAt =
      Math.max(failingAt, state.startedAt + delayMs) + Math.min(periodMs, 1000);
    state.nextProbeEventAt ??= firstAt;
    if (now < state.nextProbeEventAt) return state.nextProbeEventAt;
    this.host.record('Warning', 'Unhealthy', message);
    const pause = Math.min(
      Math.max(periodMs, now - firstAt),
      LONGEST_PROBE_EVENT_PAUSE_MS,
    );
    state.nextProbeEventAt = now + pause;
    return state.nextProbeEventAt;
  }

  #end(exit: Exit, now: number): void {
    const run = this.#run;
    if (!run) return;
    run.endedAt = now;
    run.exit = exit;
    if (now - run.startedAt >= BACKOFF_RESET_MS) this.#crashBackoffMs = 0;
    this.#beforeLast = this.#lastTermination;
    this.#lastTermination = {
      exitCode: exit.code,
      reason: exit.reason,
      startedAt: timestamp(run.startedAt),
      finishedAt: timestamp(now),
      containerID: containerId(this.host.podUid, this.name, run.restart),
    };
    const { restartPolicy } = this.host;
    const restarts =
      restartPolicy === 'Always' ||
      (restartPolicy === 'OnFailure' && exit.code !== 0);
    this.#state = restarts
      ? { kind: 'exited', until: now + ERROR_SHOWN_MS }
      : { kind: 'exited' };
  }

  #afterExit(behaviour: ContainerBehaviour, now: number): void {
    // The first restart comes at once; from then on each waits twice as long.
    if (this.#crashBackoffMs === 0) {
      this.#crashBackoffMs = FIRST_BACKOFF_MS / 2;
      this.#restart(behaviour, now);
      return;
    }
    this.#crashBackoffMs = nextBackoff(this.#crashBackoffMs);
    this.host.record(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${this.name} in pod ${this.host.podTitle}`,
    );
    this.#state = {
      kind: 'backoff',
      until: now + this.#crashBackoffMs,
      delayMs: this.#crashBackoffMs,
    };
  }

  #restart(behaviour: ContainerBehaviour, now: number): void {
    this.#restarts += 1;
    this.#pull(behaviour, now);
  }
}

function nextBackoff(backoffMs: number): number {
  return Math.min(Math.max(FIRST_BACKOFF_MS, backoffMs * 2), LAST_BACKOFF_MS);
}

/** When a probe first succeeds: at its first tick after the application is up. */
function firstSuccess(
  startedAt: number,
  startupMs: number,
  probe: Probe,
): number {
  const delayMs = (probe.initialDelaySeconds ?? 0) * 1000;
  const periodMs = (probe.periodSeconds ?? 10) * 1000;
  const ticks = Math.max(0, Math.ceil((startupMs - delayMs) / periodMs));
  const more = ((probe.successThreshold ?? 1) - 1) * periodMs;
  return startedAt + delayMs + ticks * periodMs + more;
}

function failsFrom(state: Running, afterMs: number | undefined): number {
  return afterMs === undefined ? Infinity : state.behavesSince + afterMs;
}

function toleranceMs(probe: Probe): number {
  return (probe.periodSeconds ?? 10) * 1000 * (probe.failureThreshold ?? 3);
}

function notFound(image: string): string {
  return `rpc error: code = NotFound desc = failed to pull and unpack image "${image}": failed to resolve reference "${image}": ${image}: not found`;
}

function spoken(ms: number): string {
  if (ms < 1000) return `${ms}ms`;
  const seconds = ms / 1000;
  if (seconds < 60) return `${seconds}s`;
  return `${Math.floor(seconds / 60)}m${Math.round(seconds % 60)}s`;
}
