import { Container, ContainerStatus } from '../api/podTypes';
import { timestamp } from '../clock';
import {
  BEFORE_FIRST_BACKOFF_MS,
  ERROR_SHOWN_MS,
  nextBackoff,
} from './backoff';
import { ContainerBehaviour } from './behaviour';
import { ContainerHost } from './ContainerHost';
import { ContainerStage } from './ContainerStage';
import { Termination, containerStatus } from './containerStatus';
import { containerId } from './identifiers';
import { ImagePull } from './ImagePull';
import { COMPLETED, Exit, KILLED } from './plannedExit';
import { RunningContainer } from './RunningContainer';

/** One run of a container, kept for its log. */
export interface Run {
  startedAt: number;
  endedAt?: number;
  exit?: Exit;
  restart: number;
}

// A container that ran this long starts anew with the shortest back-off.
const BACKOFF_RESET_MS = 600_000;
const CONFIG_RETRY_MS = 10_000;

/** One container on a node: its image, its runs, and what comes after each of them. Time comes in from outside. */
export class ContainerPlay {
  static create(options: {
    container: Container;
    host: ContainerHost;
  }): ContainerPlay {
    return new ContainerPlay(options.container, options.host);
  }

  readonly #pull: ImagePull;
  #stage: ContainerStage = { kind: 'pulling' };
  #restarts = 0;
  #backoffMs = 0;
  #lastTermination: Termination | undefined;
  #terminationBefore: Termination | undefined;
  #run: Run | undefined;
  #previousRun: Run | undefined;

  private constructor(
    private container: Container,
    private readonly host: ContainerHost,
  ) {
    this.#pull = ImagePull.create(host);
  }

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
    return this.#stage.kind === 'running';
  }

  /** The exit code, once the container has ended for good. */
  get finalExitCode(): number | undefined {
    return this.#stage.kind === 'exited' && this.#stage.until === undefined
      ? this.#lastTermination?.exitCode
      : undefined;
  }

  /** Another image for the same container restarts it. */
  replace(container: Container, now: number): void {
    const changed = container.image !== this.container.image;
    this.container = container;
    if (!changed) return;
    if (this.isRunning) {
      this.host.record(
        'Normal',
        'Killing',
        `Container ${this.name} definition changed, will be restarted`,
      );
      this.#end(COMPLETED, now);
      this.#restarts += 1;
    }
    this.#begin();
  }

  /** The container behaves otherwise from now on; what waits tries again at once. */
  reconsider(behaviour: ContainerBehaviour, now: number): void {
    const stage = this.#stage;
    const pullHasFailed = stage.kind === 'pulling' && this.#pull.hasFailed;
    if (stage.kind === 'running') {
      stage.running.reconsider(this.container, behaviour, now);
    } else if (stage.kind === 'backoff' || pullHasFailed) {
      if (stage.kind === 'backoff') stage.until = now;
      this.#backoffMs = 0;
      this.#pull.forgetFailures(now);
    }
  }

  /** Does what is due. Returns when something is due next, if ever. */
  advance(behaviour: ContainerBehaviour, now: number): number | undefined {
    // Each turn ends in a stage that lasts, after a handful of steps at most.
    for (;;) {
      const stage = this.#stage;
      switch (stage.kind) {
        case 'pulling': {
          const next = this.#pull.advance(this.container, behaviour, now);
          if (next !== 'present') return next;
          this.#start(behaviour, now);
          continue;
        }
        case 'config-error':
          if (now < stage.until) return stage.until;
          this.#start(behaviour, now);
          continue;
        case 'running': {
          const next = stage.running.advance(this.container, behaviour, now);
          if (typeof next !== 'object') return next;
          this.#end(next, now);
          continue;
        }
        case 'exited':
          if (stage.until === undefined || now < stage.until) {
            return stage.until;
          }
          this.#restartOrBackOff(now);
          continue;
        default:
          if (now < stage.until) return stage.until;
          this.#restart();
      }
    }
  }

  /** Ends the container because its pod ends. */
  stop(now: number, killed: boolean): void {
    if (this.isRunning) this.#end(killed ? KILLED : COMPLETED, now);
    this.#stage = { kind: 'exited' };
  }

  status(behaviour: ContainerBehaviour, now: number): ContainerStatus {
    return containerStatus({
      container: this.container,
      host: this.host,
      stage: this.#stage,
      behaviour,
      now,
      restarts: this.#restarts,
      runRestart: this.#run?.restart ?? this.#restarts,
      pullProblem: this.#pull.problem(this.container.image),
      lastTermination: this.#lastTermination,
      terminationBefore: this.#terminationBefore,
    });
  }

  #begin(): void {
    this.#pull.begin();
    this.#stage = { kind: 'pulling' };
  }

  #start(behaviour: ContainerBehaviour, now: number): void {
    const problem = this.host.environmentProblem(this.container);
    if (problem) {
      this.host.record('Warning', 'Failed', `Error: ${problem}`);
      this.#stage = {
        kind: 'config-error',
        message: problem,
        until: now + CONFIG_RETRY_MS,
      };
      return;
    }
    this.host.record('Normal', 'Created', `Created container: ${this.name}`);
    this.host.record('Normal', 'Started', `Started container ${this.name}`);
    const { container, host } = this;
    this.#stage = {
      kind: 'running',
      running: RunningContainer.start({ host, container, behaviour, now }),
    };
    if (this.#run) this.#previousRun = this.#run;
    this.#run = { startedAt: now, restart: this.#restarts };
  }

  /** The run is over: for good, or until the restart policy has it restarted. */
  #end(exit: Exit, now: number): void {
    const run = this.#run;
    if (!run) return;
    run.endedAt = now;
    run.exit = exit;
    if (now - run.startedAt >= BACKOFF_RESET_MS) this.#backoffMs = 0;
    this.#terminationBefore = this.#lastTermination;
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
    this.#stage = restarts
      ? { kind: 'exited', until: now + ERROR_SHOWN_MS }
      : { kind: 'exited' };
  }

  #restartOrBackOff(now: number): void {
    // The first restart comes at once; from then on each waits twice as long.
    if (this.#backoffMs === 0) {
      this.#backoffMs = BEFORE_FIRST_BACKOFF_MS;
      this.#restart();
      return;
    }
    this.#backoffMs = nextBackoff(this.#backoffMs);
    this.host.record(
      'Warning',
      'BackOff',
      `Back-off restarting failed container ${this.name} in pod ${this.host.podTitle}`,
    );
    this.#stage = {
      kind: 'backoff',
      until: now + this.#backoffMs,
      delayMs: this.#backoffMs,
    };
  }

  #restart(): void {
    this.#restarts += 1;
    this.#begin();
  }
}
