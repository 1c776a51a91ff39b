import { Container, ContainerStatus, Pod } from '../api/podTypes';
import { timestamp } from '../clock';
import { ContainerBehaviour } from './behaviour';
import { ContainerHost } from './ContainerHost';
import { ContainerPlay } from './ContainerPlay';
import { containerId, imageId } from './identifiers';
import { podConditions } from './podConditions';
import { VolumeProblem } from './references';

export interface PodHost extends ContainerHost {
  nodeIp: string;
  podIp: string;
  volumeProblem(): VolumeProblem | undefined;
}

export type BehaviourOf = (container: Container) => ContainerBehaviour;

const INIT_CONTAINER_MS = 1_000;
const FIRST_MOUNT_RETRY_MS = 500;
const LAST_MOUNT_RETRY_MS = 120_000;

/** One pod on a node. */
export class PodPlay {
  static create(options: {
    pod: Pod;
    host: (container: Container | undefined) => PodHost;
    now: number;
  }): PodPlay {
    return new PodPlay(options.pod, options.host, options.now);
  }

  readonly containers: ContainerPlay[];
  readonly #host: PodHost;
  readonly #startedAt: number;
  #mountedAt: number | undefined;
  #mountRetryAt: number;
  #mountRetryMs = FIRST_MOUNT_RETRY_MS;
  #stopAt: number | undefined;
  #stopped = false;

  private constructor(
    pod: Pod,
    host: (container: Container | undefined) => PodHost,
    now: number,
  ) {
    this.#host = host(undefined);
    this.#startedAt = now;
    this.#mountRetryAt = now;
    this.containers = pod.spec.containers.map(container =>
      ContainerPlay.create({ container, host: host(container) }),
    );
  }

  get isStopped(): boolean {
    return this.#stopped;
  }

  /** Does what is due. Returns when something is due next, if ever. */
  advance(pod: Pod, behave: BehaviourOf, now: number): number | undefined {
    if (this.#stopped) return undefined;
    if (pod.metadata.deletionTimestamp) return this.#stop(pod, behave, now);
    if (!this.#mount(now)) return this.#mountRetryAt;
    const initializedAt = this.#initializedAt(pod);
    if (now < initializedAt) {
      const passed = Math.floor((now - this.#mountedAt!) / INIT_CONTAINER_MS);
      return this.#mountedAt! + (passed + 1) * INIT_CONTAINER_MS;
    }
    const due = this.containers.map((play, index) => {
      const container = pod.spec.containers[index];
      play.replace(container, now);
      return play.advance(behave(container), now);
    });
    const next = Math.min(...due.map(at => at ?? Infinity));
    return Number.isFinite(next) ? next : undefined;
  }

  reconsider(pod: Pod, behave: BehaviourOf, now: number): void {
    for (const [index, play] of this.containers.entries()) {
      play.reconsider(behave(pod.spec.containers[index]), now);
    }
  }

  /** The status that the kubelet writes, going on from the one there is. */
  status(pod: Pod, behave: BehaviourOf, now: number): Pod['status'] {
    const containerStatuses = this.containers.map((play, index) =>
      play.status(behave(pod.spec.containers[index]), now),
    );
    const initContainerStatuses = this.#initStatuses(pod, now);
    const initialized = now >= this.#initializedAt(pod);
    const mounted = this.#mountedAt !== undefined && !this.#stopped;
    return {
      ...pod.status,
      phase: this.#phase(containerStatuses),
      conditions: podConditions(pod, containerStatuses, {
        mounted,
        initialized,
        now,
        finished: this.#finalPhase(),
      }),
      hostIP: this.#host.nodeIp,
      hostIPs: [{ ip: this.#host.nodeIp }],
      ...(this.#mountedAt !== undefined && {
        podIP: this.#host.podIp,
        podIPs: [{ ip: this.#host.podIp }],
      }),
      startTime: timestamp(this.#startedAt),
      ...(initContainerStatuses.length > 0 && { initContainerStatuses }),
      containerStatuses,
      observedGeneration: pod.metadata.generation,
    };
  }

  #stop(pod: Pod, behave: BehaviourOf, now: number): number | undefined {
    if (this.#stopAt === undefined) {
      const graceMs = (pod.metadata.deletionGracePeriodSeconds ?? 30) * 1000;
      const needed = Math.max(
        0,
        ...this.containers.map((play, index) =>
          play.isRunning ? behave(pod.spec.containers[index]).stopMs : 0,
        ),
      );
      this.#stopAt = now + Math.min(graceMs, needed);
      for (const play of this.containers) {
        if (play.isRunning) {
          this.#host.record(
            'Normal',
            'Killing',
            `Stopping container ${play.name}`,
          );
        }
      }
    }
    if (now < this.#stopAt) return this.#stopAt;
    for (const play of this.containers) play.stop(now, false);
    this.#stopped = true;
    return undefined;
  }

  #mount(now: number): boolean {
    if (this.#mountedAt !== undefined) return true;
    if (now < this.#mountRetryAt) return false;
    const problem = this.#host.volumeProblem();
    if (!problem) {
      this.#mountedAt = now;
      return true;
    }
    this.#host.record(
      'Warning',
      'FailedMount',
      `MountVolume.SetUp failed for volume "${problem.volume}" : ${problem.message}`,
    );
    this.#mountRetryAt = now + this.#mountRetryMs;
    this.#mountRetryMs = Math.min(this.#mountRetryMs * 2, LAST_MOUNT_RETRY_MS);
    return false;
  }

  #initializedAt(pod: Pod): number {
    const count = pod.spec.initContainers?.length ?? 0;
    return this.#mountedAt === undefined
      ? Infinity
      : this.#mountedAt + count * INIT_CONTAINER_MS;
  }

  #initStatuses(pod: Pod, now: number): ContainerStatus[] {
    return (pod.spec.initContainers ?? []).map((container, index) => {
      const startedAt =
        (this.#mountedAt ?? Infinity) + index * INIT_CONTAINER_MS;
      const endedAt = startedAt + INIT_CONTAINER_MS;
      const id = containerId(pod.metadata.uid, container.name, 0);
      const base = {
        name: container.name,
        lastState: {},
        restartCount: 0,
        image: container.image,
        imageID: now >= startedAt ? imageId(container.image) : '',
      };
      if (now >= endedAt) {
        return {
          ...base,
          ready: true,
          started: false,
          containerID: id,
          state: {
            terminated: {
              exitCode: 0,
              reason: 'Completed',
              startedAt: timestamp(startedAt),
              finishedAt: timestamp(endedAt),
              containerID: id,
            },
          },
        };
      }
      return now >= startedAt
        ? {
            ...base,
            ready: false,
            started: true,
            containerID: id,
            state: { running: { startedAt: timestamp(startedAt) } },
          }
        : {
            ...base,
            ready: false,
            started: false,
            state: { waiting: { reason: 'PodInitializing' } },
          };
    });
  }

  #finalPhase(): 'Succeeded' | 'Failed' | undefined {
    const codes = this.containers.map(play => play.finalExitCode);
    if (codes.some(code => code === undefined)) return undefined;
    return codes.every(code => code === 0) ? 'Succeeded' : 'Failed';
  }

  #phase(statuses: ContainerStatus[]): Pod['status']['phase'] {
    const final = this.#stopped ? undefined : this.#finalPhase();
    if (final) return final;
    const begun = statuses.every(
      ({ state, lastState }) =>
        state.running || state.terminated || lastState.terminated,
    );
    return begun ? 'Running' : 'Pending';
  }
}
