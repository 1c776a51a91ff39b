import { Container } from '../api/podTypes';
import { ContainerBehaviour } from './behaviour';
import { ContainerHost } from './ContainerHost';
import { Exit, plannedExit } from './plannedExit';
import {
  firstSuccess,
  initialDelayMs,
  periodMs,
  toleranceMs,
} from './probeTimes';

const LONGEST_PROBE_EVENT_PAUSE_MS = 300_000;

/** A container from its start to its exit: what its probes find, and what ends it. */
export class RunningContainer {
  static start(options: {
    host: ContainerHost;
    container: Container;
    behaviour: ContainerBehaviour;
    now: number;
  }): RunningContainer {
    const running = new RunningContainer(options.host, options.now);
    running.reconsider(options.container, options.behaviour, options.now);
    return running;
  }

  /** The last start or change of behaviour, from which failures are counted. */
  #behavesSince: number;
  #exit: (Exit & { at: number }) | undefined;
  #nextProbeEventAt: number | undefined;

  private constructor(
    private readonly host: ContainerHost,
    readonly startedAt: number,
  ) {
    this.#behavesSince = startedAt;
  }

  /** The container behaves otherwise from now on. */
  reconsider(
    container: Container,
    behaviour: ContainerBehaviour,
    now: number,
  ): void {
    this.#behavesSince = now;
    this.#nextProbeEventAt = undefined;
    this.#exit = plannedExit(container, behaviour, {
      startedAt: this.startedAt,
      behavesSince: now,
    });
  }

  isStarted(
    { startupProbe: probe }: Container,
    behaviour: ContainerBehaviour,
    now: number,
  ): boolean {
    return (
      !probe || now >= firstSuccess(this.startedAt, behaviour.startupMs, probe)
    );
  }

  isReady(
    container: Container,
    behaviour: ContainerBehaviour,
    now: number,
  ): boolean {
    if (!this.isStarted(container, behaviour, now)) return false;
    const probe = container.readinessProbe;
    if (!probe) return true;
    const failingAt = this.#failsFrom(behaviour);
    const readyAt = firstSuccess(this.startedAt, behaviour.startupMs, probe);
    if (now < readyAt || readyAt >= failingAt) return false;
    return now < failingAt + toleranceMs(probe);
  }

  /** Does what is due. Returns how the container ended, or when something is due next, if ever. */
  advance(
    container: Container,
    behaviour: ContainerBehaviour,
    now: number,
  ): Exit | number | undefined {
    const exit = this.#exit;
    if (exit && now >= exit.at) {
      if (behaviour.deadAfterMs !== undefined) {
        this.#recordFailedLiveness(container.name);
      }
      return exit;
    }
    const { startedAt } = this;
    const { startupMs } = behaviour;
    const { readinessProbe, startupProbe } = container;
    const due: number[] = [];
    if (exit) due.push(exit.at);
    if (startupProbe)
      due.push(firstSuccess(startedAt, startupMs, startupProbe));
    if (readinessProbe) {
      due.push(
        firstSuccess(startedAt, startupMs, readinessProbe),
        this.#failsFrom(behaviour) + toleranceMs(readinessProbe),
        this.#recordFailedReadiness(container, behaviour, now),
      );
    }
    const next = Math.min(...due.filter(at => at > now));
    return Number.isFinite(next) ? next : undefined;
  }

  #failsFrom({ unreadyAfterMs }: ContainerBehaviour): number {
    return unreadyAfterMs === undefined
      ? Infinity
      : this.#behavesSince + unreadyAfterMs;
  }

  #recordFailedLiveness(name: string): void {
    this.host.record(
      'Warning',
      'Unhealthy',
      'Liveness probe failed: HTTP probe failed with statuscode: 500',
    );
    this.host.record(
      'Normal',
      'Killing',
      `Container ${name} failed liveness probe, will be restarted`,
    );
  }

  /** Says that the readiness probe fails, ever more rarely while nothing changes. Returns when to say it again. */
  #recordFailedReadiness(
    { readinessProbe }: Container,
    behaviour: ContainerBehaviour,
    now: number,
  ): number {
    const probe = readinessProbe!;
    const readyAt = firstSuccess(this.startedAt, behaviour.startupMs, probe);
    const brokenAt = this.#failsFrom(behaviour);
    const failingAt =
      readyAt > now ? Math.min(brokenAt, this.startedAt) : brokenAt;
    if (!Number.isFinite(failingAt)) {
      this.#nextProbeEventAt = undefined;
      return Infinity;
    }
    const firstAt =
      Math.max(failingAt, this.startedAt + initialDelayMs(probe)) +
      Math.min(periodMs(probe), 1000);
    this.#nextProbeEventAt ??= firstAt;
    if (now < this.#nextProbeEventAt) return this.#nextProbeEventAt;
    this.host.record(
      'Warning',
      'Unhealthy',
      readyAt > now && brokenAt > readyAt
        ? 'Readiness probe failed: dial tcp: connect: connection refused'
        : 'Readiness probe failed: HTTP probe failed with statuscode: 503',
    );
    const pause = Math.min(
      Math.max(periodMs(probe), now - firstAt),
      LONGEST_PROBE_EVENT_PAUSE_MS,
    );
    this.#nextProbeEventAt = now + pause;
    return this.#nextProbeEventAt;
  }
}
