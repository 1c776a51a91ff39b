import type { KubernetesObject } from '@groundcrew/lab';
import { now, type World } from '../World';
import {
  condition,
  conditionsOfScheduled,
  CONTAINER,
  imageOf,
  ownedBy,
  randomSuffix,
  templateOf,
} from './appObjects';
import type { Place } from './FaultKind';

/** What an {@link App} is made of, where it is not as usual. */
export interface AppOptions {
  name?: string;
  container?: object;
  podSpec?: object;
  /** Of the Deployment. */
  spec?: object;
  /** Whether its pod has a node from the beginning. */
  isScheduled?: boolean;
  /** Whether its pod exists from the beginning. */
  hasPod?: boolean;
  /** Whether its pod serves from the beginning. */
  isReady?: boolean;
}

/** What the kubelet says of a container. */
export interface ContainerState {
  state: object;
  lastState?: object;
  restartCount?: number;
  /** It has begun, and passed no probe. */
  started?: boolean;
}

/** A Deployment of one pod with a Service, with everything that controllers and kubelets make and say of it. */
export class App {
  readonly world: World;
  readonly deployment: KubernetesObject;
  readonly replicaSet: KubernetesObject;
  readonly service: KubernetesObject;
  readonly slice: KubernetesObject;
  pod: KubernetesObject;
  readonly #node: string;

  static async create(
    { namespace, node, world }: Place,
    options: AppOptions = {},
  ): Promise<App> {
    const { hasPod = true, isReady = true, isScheduled = true } = options;
    const { name = 'shop' } = options;
    const labels = { app: name };
    const template = templateOf(labels, options);
    const deployment = await world.create({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        replicas: 1,
        selector: { matchLabels: labels },
        template,
        ...options.spec,
      },
    });
    const replicaSet = await world.create({
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-5d9f`,
        namespace,
        labels,
        ...ownedBy(deployment),
      },
      spec: { replicas: 1, selector: { matchLabels: labels }, template },
    });
    const pod: KubernetesObject = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: `${name}-5d9f-x7k2p`,
        namespace,
        labels,
        ...ownedBy(replicaSet),
      },
      spec: { ...template.spec, ...(isScheduled && { nodeName: node }) },
    };
    const service = await world.create({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: {
        selector: labels,
        ports: [{ name: 'http', port: 80, targetPort: 8080 }],
      },
    });
    const slice = await world.create({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
      metadata: {
        name: `${name}-k4d8x`,
        namespace,
        labels: { 'kubernetes.io/service-name': name },
        ...ownedBy(service),
      },
      addressType: 'IPv4',
      endpoints: [],
      ports: [{ name: 'http', port: 8080, protocol: 'TCP' }],
    });
    const app = new App({
      world,
      deployment,
      replicaSet,
      service,
      slice,
      pod: hasPod ? await world.create(pod) : pod,
      node,
    });
    if (hasPod && isReady && isScheduled) {
      await app.serve();
    } else if (isReady) {
      await app.count({ pods: hasPod ? 1 : 0, ready: 0 });
    }
    return app;
  }

  private constructor(of: {
    world: World;
    deployment: KubernetesObject;
    replicaSet: KubernetesObject;
    service: KubernetesObject;
    slice: KubernetesObject;
    pod: KubernetesObject;
    node: string;
  }) {
    this.world = of.world;
    this.deployment = of.deployment;
    this.replicaSet = of.replicaSet;
    this.service = of.service;
    this.slice = of.slice;
    this.pod = of.pod;
    this.#node = of.node;
  }

  /** Its container runs and is ready, and requests go there. */
  async serve(more: Partial<ContainerState> = {}): Promise<void> {
    await this.says(
      { state: { running: { startedAt: now() } }, started: true, ...more },
      true,
    );
    await this.count({ pods: 1, ready: 1 });
  }

  /** Its container is in some state, in which it does not serve; its controllers see that then. */
  async fail(state: ContainerState): Promise<void> {
    await this.says(state, false);
    await this.count({ pods: 1, ready: 0 });
  }

  /** The kubelet says how its container is. */
  async says(state: ContainerState, isReady: boolean): Promise<void> {
    const { restartCount = 0, started = false, ...states } = state;
    const image = imageOf(this.pod);
    const isRunning = 'running' in states.state;
    this.pod = await this.world.setStatus(this.pod, {
      phase: isRunning || restartCount > 0 ? 'Running' : 'Pending',
      startTime: now(),
      hostIP: '10.0.0.1',
      podIP: '10.1.0.1',
      podIPs: [{ ip: '10.1.0.1' }],
      conditions: conditionsOfScheduled(isReady),
      containerStatuses: [
        {
          name: CONTAINER,
          image,
          imageID: started ? `${image}@sha256:1` : '',
          ready: isReady,
          started,
          restartCount,
          lastState: null,
          ...states,
        },
      ],
    });
  }

  /** The scheduler finds no node for its pod. */
  async isUnschedulable(message: string): Promise<void> {
    this.pod = await this.world.setStatus(this.pod, {
      phase: 'Pending',
      conditions: [
        { ...condition('PodScheduled', false, 'Unschedulable'), message },
      ],
    });
    await this.world.tell(this.pod, { reason: 'FailedScheduling', message });
    await this.count({ pods: 1, ready: 0 });
  }

  /** Its pod gets a node, and serves. */
  async isScheduled(): Promise<void> {
    await this.world.bind(this.pod, this.#node);
    await this.serve();
  }

  /** Its pod is replaced by one that serves. */
  async replacePod(): Promise<void> {
    await this.world.delete(this.pod);
    await this.createPod();
    await this.serve();
  }

  async createPod(): Promise<void> {
    const { apiVersion = 'v1', kind = 'Pod', metadata } = this.pod;
    const spec = this.pod.spec as object;
    this.pod = await this.world.create({
      apiVersion,
      kind,
      metadata: {
        name: `${metadata?.name?.slice(0, -5)}${randomSuffix()}`,
        namespace: metadata?.namespace,
        labels: metadata?.labels,
        ownerReferences: metadata?.ownerReferences,
      },
      spec: { ...spec, nodeName: this.#node },
    });
  }

  /** Its controllers say how many pods there are and how many serve, and where requests go. */
  async count(
    { pods, ready }: { pods: number; ready: number },
    conditions: object[] = [],
  ): Promise<void> {
    const counted = { replicas: pods, readyReplicas: ready };
    await this.world.setStatus(this.replicaSet, {
      ...counted,
      availableReplicas: ready,
      fullyLabeledReplicas: pods,
      observedGeneration: 1,
      conditions,
    });
    await this.world.setStatus(this.deployment, {
      ...counted,
      availableReplicas: ready,
      unavailableReplicas: 1 - ready,
      updatedReplicas: pods,
      observedGeneration: 1,
      conditions: [
        condition('Available', ready > 0, 'MinimumReplicasUnavailable'),
        {
          ...condition('Progressing', true),
          reason: 'NewReplicaSetAvailable',
        },
        ...conditions,
      ],
    });
    await this.route(pods > 0 ? ready > 0 : undefined);
  }

  /** Requests go to its pod, whether or not it is ready; or nowhere. */
  async route(isReady: boolean | undefined): Promise<void> {
    await this.world.patch(this.slice, {
      endpoints:
        isReady === undefined
          ? []
          : [
              {
                addresses: ['10.1.0.1'],
                conditions: { ready: isReady, serving: isReady },
                targetRef: { kind: 'Pod', name: this.pod.metadata?.name },
              },
            ],
    });
  }
}
