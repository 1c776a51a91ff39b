import { ApiError } from '../api/ApiError';
import { Node } from '../api/clusterTypes';
import { UsageSource } from '../api/metricsResources';
import { KubeObject, keyOf, referenceOf } from '../api/objects';
import { LogRun, LogSource } from '../api/podLogs';
import { Nodes, Pods } from '../api/resourceTypes';
import { Container, Pod } from '../api/workloadTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from '../controllers/Controller';
import { isFinished, isOf, setCondition } from '../controllers/podState';
import {
  BehaviourOverride,
  ContainerBehaviour,
  behaviourOf,
} from './behaviour';
import { LogProfile, playedLog } from './logs';
import { BehaviourOf, PodHost, PodPlay } from './PodPlay';
import { environmentProblem, volumeProblem } from './references';
import { containerUsage, nodeUsage } from './usage';

const MANAGER = 'kubelet';
const NODE_SILENT_AFTER_MS = 40_000;

export interface KubeletOptions {
  context: ControllerContext;
  logProfiles: Record<string, LogProfile>;
}

/** Which containers an override is for. */
export type OverrideSelector = (pod: Pod, container: Container) => boolean;

/** The kubelets of all nodes of a cluster: plays what happens to pods, their logs and what they use. */
export class Kubelet implements Controller, LogSource, UsageSource {
  static create(options: KubeletOptions): Kubelet {
    return new Kubelet(options.context, options.logProfiles);
  }

  readonly name = MANAGER;
  readonly #context: ControllerContext;
  readonly #logProfiles: Record<string, LogProfile>;
  readonly #plays = new Map<string, { uid: string; play: PodPlay }>();
  readonly #images = new Map<string, Set<string>>();
  readonly #downNodes = new Set<string>();
  readonly #overrides = new Map<
    string,
    { selects: OverrideSelector; behaviour: BehaviourOverride }
  >();
  #nextAddress = 1;
  #wake: (key: string) => void = () => {};

  private constructor(
    context: ControllerContext,
    logProfiles: Record<string, LogProfile>,
  ) {
    this.#context = context;
    this.#logProfiles = logProfiles;
  }

  /** Told once how to have a pod looked at when only the play has changed. */
  onWake(wake: (key: string) => void): void {
    this.#wake = wake;
  }

  affectedBy(event: Parameters<Controller['affectedBy']>[0]): string[] {
    if (!isOf(event, Pods)) return [];
    const pod = event.object as Pod;
    return pod.spec.nodeName ? [keyOf(pod.metadata)] : [];
  }

  reconcile(key: string, wakeAfter: (delayMs: number) => void): void {
    const { api, clock } = this.#context;
    const pod = api.store.get(Pods, referenceOf(key));
    const known = this.#plays.get(key);
    if (known && known.uid !== pod?.metadata.uid) this.#plays.delete(key);
    const nodeName = pod?.spec.nodeName;
    if (!pod || !nodeName || this.#downNodes.has(nodeName)) return;
    const play = this.#playOf(key, pod, nodeName);
    const behave = this.#behaviourFor(pod);
    const now = clock.now();
    if (isFinished(pod)) {
      if (pod.metadata.deletionTimestamp) this.#remove(pod);
      return;
    }
    const next = play.advance(pod, behave, now);
    api.modify(
      Pods,
      pod.metadata,
      draft => {
        draft.status = play.status(draft, behave, now);
      },
      { manager: MANAGER, subresource: 'status' },
    );
    if (play.isStopped) this.#remove(pod);
    else if (next !== undefined) wakeAfter(next - now);
  }

  /** Lets selected containers behave otherwise until the override is cleared. */
  setOverride(
    id: string,
    selects: OverrideSelector,
    behaviour: BehaviourOverride,
  ): void {
    this.#overrides.set(id, { selects, behaviour });
    this.#reconsider(selects);
  }

  clearOverride(id: string): void {
    const override = this.#overrides.get(id);
    this.#overrides.delete(id);
    if (override) this.#reconsider(override.selects);
  }

  /** The node falls silent: after a while the control plane notices. */
  stopNode(name: string): void {
    const { clock } = this.#context;
    this.#downNodes.add(name);
    clock.after(NODE_SILENT_AFTER_MS, () => {
      if (this.#downNodes.has(name)) {
        this.#setNodeConditions(name, {
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
        });
      }
    });
  }

  startNode(name: string): void {
    this.#downNodes.delete(name);
    this.#setNodeConditions(name);
    for (const pod of this.#context.api.store.list(Pods)) {
      if (pod.spec.nodeName === name) this.#wake(keyOf(pod.metadata));
    }
  }

  run(pod: Pod, container: string, which: 'current' | 'previous'): LogRun {
    const { clock } = this.#context;
    const { nodeName = '' } = pod.spec;
    if (this.#downNodes.has(nodeName)) {
      throw new ApiError(
        500,
        'InternalError',
        `Get "https://${this.#nodeIp(nodeName)}:10250/containerLogs/${
          pod.metadata.namespace
        }/${pod.metadata.name}/${container}": dial tcp ${this.#nodeIp(
          nodeName,
        )}:10250: connect: no route to host`,
        {},
      );
    }
    const play = this.#plays
      .get(keyOf(pod.metadata))
      ?.play.containers.find(({ name }) => name === container);
    const spec = pod.spec.containers.find(({ name }) => name === container);
    const latest = play?.run;
    // A container between two runs shows the one that ended.
    const run =
      which === 'current' || !play?.isRunning ? latest : play.previousRun;
    if (!spec || !run) return { lines: () => [], nextLineAt: () => undefined };
    const behaviour = this.#behaviourFor(pod)(spec);
    const profile =
      this.#logProfiles[behaviour.logs] ?? this.#logProfiles.plain;
    return playedLog({ clock, pod, container: spec, run, behaviour, profile });
  }

  containers(object: KubeObject) {
    const pod = object as Pod;
    if (pod.status.phase !== 'Running') return undefined;
    if (this.#downNodes.has(pod.spec.nodeName ?? '')) return undefined;
    return containerUsage(pod, this.#context.clock.now());
  }

  node(object: KubeObject) {
    const { name } = object.metadata;
    if (this.#downNodes.has(name)) return undefined;
    const pods = this.#context.api.store
      .list(Pods)
      .filter(pod => pod.spec.nodeName === name);
    return nodeUsage(
      pods.flatMap(pod => this.containers(pod) ?? []),
      object as Node,
      this.#context.clock.now(),
    );
  }

  #playOf(key: string, pod: Pod, nodeName: string): PodPlay {
    const known = this.#plays.get(key);
    if (known) return known.play;
    const { api, clock, events } = this.#context;
    const images = this.#imagesOf(nodeName);
    const podIp = this.#newAddress();
    const host = (container: Container | undefined): PodHost => ({
      podUid: pod.metadata.uid,
      podTitle: `${pod.metadata.name}_${pod.metadata.namespace}(${pod.metadata.uid})`,
      restartPolicy: pod.spec.restartPolicy ?? 'Always',
      nodeIp: this.#nodeIp(nodeName),
      podIp,
      hasImage: image => images.has(image),
      keepImage: image => images.add(image),
      environmentProblem: asked => environmentProblem(api.store, pod, asked),
      volumeProblem: () => volumeProblem(api.store, pod),
      record: (type, reason, message) =>
        events.record(pod, {
          type,
          reason,
          message,
          component: MANAGER,
          host: nodeName,
          ...(container && {
            fieldPath: `spec.containers{${container.name}}`,
          }),
        }),
    });
    const play = PodPlay.create({ pod, host, now: clock.now() });
    this.#plays.set(key, { uid: pod.metadata.uid, play });
    return play;
  }

  #remove(pod: Pod): void {
    this.#context.api.delete(Pods, pod.metadata, { gracePeriodSeconds: 0 });
  }

  #behaviourFor(pod: Pod): BehaviourOf {
    return (container): ContainerBehaviour => {
      let merged: BehaviourOverride | undefined;
      for (const { selects, behaviour } of this.#overrides.values()) {
        if (selects(pod, container)) merged = { ...merged, ...behaviour };
      }
      return behaviourOf(pod, container, merged);
    };
  }

  #reconsider(selects: OverrideSelector): void {
    const { api, clock } = this.#context;
    for (const [key, { play }] of this.#plays) {
      const pod = api.store.get(Pods, referenceOf(key));
      if (pod?.spec.containers.some(container => selects(pod, container))) {
        play.reconsider(pod, this.#behaviourFor(pod), clock.now());
        this.#wake(key);
      }
    }
  }

  #setNodeConditions(
    name: string,
    silent?: { status: 'Unknown'; reason: string; message: string },
  ): void {
    const { api, clock, events } = this.#context;
    const node = api.store.get(Nodes, { name });
    if (!node) return;
    const now = timestamp(clock.now());
    api.modify(
      Nodes,
      { name },
      draft => {
        for (const condition of [...draft.status.conditions]) {
          const { type } = condition;
          setCondition(
            draft.status.conditions,
            {
              ...condition,
              ...(silent ?? healthyCondition(type)),
              ...(!silent && { lastHeartbeatTime: now }),
            },
            now,
          );
        }
      },
      {
        manager: silent ? 'kube-controller-manager' : MANAGER,
        subresource: 'status',
      },
    );
    events.record(node, {
      type: 'Normal',
      reason: silent ? 'NodeNotReady' : 'NodeReady',
      message: `Node ${name} status is now: ${
        silent ? 'NodeNotReady' : 'NodeReady'
      }`,
      component: silent ? 'node-controller' : MANAGER,
      host: silent ? undefined : name,
    });
  }

  #imagesOf(nodeName: string): Set<string> {
    let images = this.#images.get(nodeName);
    if (!images) {
      images = new Set();
      this.#images.set(nodeName, images);
    }
    return images;
  }

  #nodeIp(nodeName: string): string {
    const node = this.#context.api.store.get(Nodes, { name: nodeName });
    return (
      node?.status.addresses.find(({ type }) => type === 'InternalIP')
        ?.address ?? '10.0.0.1'
    );
  }

  #newAddress(): string {
    this.#nextAddress += 1;
    const [high, low] = [this.#nextAddress >> 8, this.#nextAddress & 255];
    return `10.42.${high % 256}.${low}`;
  }
}

/** The condition of a node that is well. */
export function healthyCondition(type: string): {
  status: 'True' | 'False';
  reason: string;
  message: string;
} {
  switch (type) {
    case 'MemoryPressure':
      return {
        status: 'False',
        reason: 'KubeletHasSufficientMemory',
        message: 'kubelet has sufficient memory available',
      };
    case 'DiskPressure':
      return {
        status: 'False',
        reason: 'KubeletHasNoDiskPressure',
        message: 'kubelet has no disk pressure',
      };
    case 'PIDPressure':
      return {
        status: 'False',
        reason: 'KubeletHasSufficientPID',
        message: 'kubelet has sufficient PID available',
      };
    default:
      return {
        status: 'True',
        reason: 'KubeletReady',
        message: 'kubelet is posting ready status',
      };
  }
}
