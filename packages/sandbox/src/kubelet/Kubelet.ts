import { ApiError } from '../api/ApiError';
import { Node } from '../api/clusterTypes';
import { UsageSource } from '../api/metricsResources';
import { KubeObject, keyOf, referenceOf } from '../api/objects';
import { LogRun, LogSource } from '../api/podLogs';
import { Pods } from '../api/resources';
import { Container, Pod } from '../api/podTypes';
import { Controller, ControllerContext } from '../controllers/Controller';
import { isFinished, isOf } from '../controllers/podState';
import { BehaviourOverride } from './behaviour';
import { BehaviourOverrides, OverrideSelector } from './BehaviourOverrides';
import { LogProfile, playedLog } from './logs';
import { PlayedNodes } from './PlayedNodes';
import { BehaviourOf, PodHost, PodPlay } from './PodPlay';
import { environmentProblem, volumeProblem } from './references';
import { containerUsage, nodeUsage } from './usage';

const MANAGER = 'kubelet';

export interface KubeletOptions {
  context: ControllerContext;
  logProfiles: Record<string, LogProfile>;
}

/** The kubelets of all nodes of a cluster: plays what happens to pods, their logs and what they use. */
export class Kubelet implements Controller, LogSource, UsageSource {
  static create(options: KubeletOptions): Kubelet {
    return new Kubelet(options.context, options.logProfiles);
  }

  readonly name = MANAGER;
  readonly #context: ControllerContext;
  readonly #logProfiles: Record<string, LogProfile>;
  readonly #plays = new Map<string, { uid: string; play: PodPlay }>();
  readonly #nodes: PlayedNodes;
  readonly #overrides = new BehaviourOverrides();
  #wake: (key: string) => void = () => {};

  private constructor(
    context: ControllerContext,
    logProfiles: Record<string, LogProfile>,
  ) {
    this.#context = context;
    this.#logProfiles = logProfiles;
    this.#nodes = PlayedNodes.create(context);
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
    if (!pod || !nodeName || this.#nodes.isDown(nodeName)) return;
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
    const selects = this.#overrides.clear(id);
    if (selects) this.#reconsider(selects);
  }

  /** The node falls silent: after a while the control plane notices. */
  stopNode(name: string): void {
    this.#nodes.stop(name);
  }

  startNode(name: string): void {
    this.#nodes.start(name);
    for (const pod of this.#context.api.store.list(Pods)) {
      if (pod.spec.nodeName === name) this.#wake(keyOf(pod.metadata));
    }
  }

  run(pod: Pod, container: string, which: 'current' | 'previous'): LogRun {
    const { clock } = this.#context;
    const { nodeName = '' } = pod.spec;
    if (this.#nodes.isDown(nodeName)) {
      const address = this.#nodes.addressOf(nodeName);
      throw new ApiError(
        500,
        'InternalError',
        `Get "https://${address}:10250/containerLogs/${pod.metadata.namespace}/${pod.metadata.name}/${container}": dial tcp ${address}:10250: connect: no route to host`,
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
    const behaviour = this.#overrides.behaviourOf(pod, spec);
    const profile =
      this.#logProfiles[behaviour.logs] ?? this.#logProfiles.plain;
    return playedLog({ clock, pod, container: spec, run, behaviour, profile });
  }

  containers(object: KubeObject) {
    const pod = object as Pod;
    if (pod.status.phase !== 'Running') return undefined;
    if (this.#nodes.isDown(pod.spec.nodeName)) return undefined;
    return containerUsage(pod, this.#context.clock.now());
  }

  node(object: KubeObject) {
    const { name } = object.metadata;
    if (this.#nodes.isDown(name)) return undefined;
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
    const play = PodPlay.create({
      pod,
      host: this.#hostOf(pod, nodeName),
      now: this.#context.clock.now(),
    });
    this.#plays.set(key, { uid: pod.metadata.uid, play });
    return play;
  }

  /** What a pod and each of its containers may ask of their node. */
  #hostOf(
    pod: Pod,
    nodeName: string,
  ): (container: Container | undefined) => PodHost {
    const { api, events } = this.#context;
    const { name, namespace, uid } = pod.metadata;
    const images = this.#nodes.imagesOf(nodeName);
    const podIp = this.#nodes.newPodAddress();
    return container => ({
      podUid: uid,
      podTitle: `${name}_${namespace}(${uid})`,
      restartPolicy: pod.spec.restartPolicy ?? 'Always',
      nodeIp: this.#nodes.addressOf(nodeName),
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
  }

  #remove(pod: Pod): void {
    this.#context.api.delete(Pods, pod.metadata, { gracePeriodSeconds: 0 });
  }

  #behaviourFor(pod: Pod): BehaviourOf {
    return container => this.#overrides.behaviourOf(pod, container);
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
}
