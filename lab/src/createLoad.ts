import { createNodes } from './createNodes';
import type { KubernetesObject, LabClient } from './LabClient';
import {
  LOAD_LABEL,
  loadDeployment,
  loadPod,
  loadReplicaSet,
  runningStatus,
  type LoadDeployment,
} from './loadObjects';
import { waitFor } from './waitFor';

// Fewer than the 110 that a node holds, so that the scheduler has a choice.
const PODS_PER_NODE = 90;

export interface LoadOptions {
  deployments: number;
  podsPerDeployment: number;
  /** Names, or how many: `load-1`, `load-2` … Default: 10. Deployments are dealt out to them in turn. */
  namespaces?: string[] | number;
  /** Values of the label `backstage.io/kubernetes-id`, dealt out in turn. Default: the Deployment's own name. */
  entityIds?: string[];
  /** Whether to write ReplicaSets and Running pods directly, for a lab without controllers and kwok. Default: false. */
  direct?: boolean;
  /** Requests at a time. Default: 24. */
  concurrency?: number;
  /** How long all pods may take to be ready. Default: 10 minutes. */
  timeoutMs?: number;
  log?: (line: string) => void;
}

/** What was created. */
export interface Load {
  namespaces: string[];
  deployments: LoadDeployment[];
  pods: number;
  nodes: number;
  /** From the first request until all pods were ready. */
  milliseconds: number;
}

/** Fills a lab with nodes, namespaces and Deployments, and waits until all of their pods run and are ready. */
export async function createLoad(
  lab: { client: LabClient },
  options: LoadOptions,
): Promise<Load> {
  const {
    podsPerDeployment,
    direct = false,
    concurrency = 24,
    timeoutMs = 600_000,
    log = () => {},
  } = options;
  const { client } = lab;
  const startedAt = Date.now();
  const namespaces = namespaceNames(options.namespaces ?? 10);
  const deployments = Array.from(
    { length: options.deployments },
    (_, index): LoadDeployment => {
      const name = `load-${index + 1}`;
      const namespace = namespaces[index % namespaces.length];
      const entityId =
        options.entityIds?.[index % options.entityIds.length] ?? name;
      return { index, name, namespace, entityId, replicas: podsPerDeployment };
    },
  );
  const pods = deployments.length * podsPerDeployment;
  const nodes = Math.ceil(pods / PODS_PER_NODE);

  await createNodes(client, { count: nodes, first: 1001, played: !direct });
  await eachConcurrently(namespaces, concurrency, async name => {
    await client.apply({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { [LOAD_LABEL]: 'true' } },
    });
  });
  let created = 0;
  await eachConcurrently(
    deployments,
    direct ? Math.ceil(concurrency / 4) : concurrency,
    async deployment => {
      const path = `/apis/apps/v1/namespaces/${deployment.namespace}/deployments`;
      const object = await client.request({
        method: 'POST',
        path,
        body: loadDeployment(deployment),
      });
      if (direct) {
        await createDirectly(client, object, deployment, nodes);
      }
      created += 1;
      if (created % 100 === 0) {
        log(`created ${created} of ${deployments.length} Deployments`);
      }
    },
  );
  await waitUntilReady(client, {
    deployments: deployments.length,
    pods,
    timeoutMs,
    log,
  });
  return {
    namespaces,
    deployments,
    pods,
    nodes,
    milliseconds: Date.now() - startedAt,
  };
}

function namespaceNames(namespaces: string[] | number): string[] {
  return typeof namespaces === 'number'
    ? Array.from({ length: namespaces }, (_, index) => `load-${index + 1}`)
    : namespaces;
}

/** Plays the controllers, the scheduler and the kubelet for one Deployment. */
async function createDirectly(
  client: LabClient,
  created: KubernetesObject,
  deployment: LoadDeployment,
  nodes: number,
): Promise<void> {
  const { namespace, replicas, index } = deployment;
  const apps = `/apis/apps/v1/namespaces/${namespace}`;
  const at = new Date().toISOString().replace(/\.\d+Z/, 'Z');
  const body = loadReplicaSet(
    { ...created, apiVersion: 'apps/v1', kind: 'Deployment' },
    deployment,
  );
  const replicaSet = await client.request({
    method: 'POST',
    path: `${apps}/replicasets`,
    body,
  });
  const counts = {
    observedGeneration: 1,
    replicas,
    readyReplicas: replicas,
    availableReplicas: replicas,
  };
  await eachConcurrently(
    Array.from({ length: replicas }, (_, i) => i),
    4,
    async ordinal => {
      const serial = index * replicas + ordinal + 1;
      const node = `node-${1001 + (serial % nodes)}`;
      const path = `/api/v1/namespaces/${namespace}/pods`;
      const pod = await client.request({
        method: 'POST',
        path,
        body: loadPod(
          { ...replicaSet, apiVersion: 'apps/v1', kind: 'ReplicaSet' },
          { ...deployment, ordinal, node },
        ),
      });
      await client.request({
        method: 'PATCH',
        path: `${path}/${pod.metadata?.name}/status`,
        body: { status: runningStatus(pod, { serial, at }) },
      });
    },
  );
  await client.request({
    method: 'PATCH',
    path: `${apps}/replicasets/${replicaSet.metadata?.name}/status`,
    body: { status: { ...counts, fullyLabeledReplicas: replicas } },
  });
  const conditions = [
    {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      lastTransitionTime: at,
      lastUpdateTime: at,
    },
    {
      type: 'Available',
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      lastTransitionTime: at,
      lastUpdateTime: at,
    },
  ];
  await client.request({
    method: 'PATCH',
    path: `${apps}/deployments/${deployment.name}/status`,
    body: { status: { ...counts, updatedReplicas: replicas, conditions } },
  });
}

async function waitUntilReady(
  client: LabClient,
  options: {
    deployments: number;
    pods: number;
    timeoutMs: number;
    log: (line: string) => void;
  },
): Promise<void> {
  const path = `/apis/apps/v1/deployments?labelSelector=${encodeURIComponent(
    LOAD_LABEL,
  )}`;
  let ready = 0;
  await waitFor(
    `${options.pods} pods to be ready`,
    async () => {
      const { items } = await client.request<{
        items: { status?: { readyReplicas?: number } }[];
      }>({ path });
      ready = items.reduce(
        (sum, { status }) => sum + (status?.readyReplicas ?? 0),
        0,
      );
      options.log(`${ready} of ${options.pods} pods ready`);
      return ready >= options.pods && items.length >= options.deployments;
    },
    { timeoutMs: options.timeoutMs, intervalMs: 2_000 },
  );
}

/** Runs `action` for each item, so many at a time; the first failure ends it. */
async function eachConcurrently<T>(
  items: T[],
  concurrency: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  await Promise.all(
    Array.from({ length: concurrency }, async () => {
      for (const item of queue) {
        await action(item);
      }
    }),
  );
}
