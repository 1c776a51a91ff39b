import { createNodes } from './createNodes';
import type { Lab } from './Lab';
import type { KubernetesObject, LabClient } from './LabClient';
import { LOAD_LABEL, loadDeployment, type LoadDeployment } from './loadObjects';
import { runningDeployment } from './runningDeployment';
import { waitFor } from './waitFor';

// Fewer than the 110 that a node holds, so that the scheduler has a choice.
const PODS_PER_NODE = 90;
// Beside the nodes that the lab was started with.
const FIRST_NODE = 1001;

export interface LoadOptions {
  deployments: number;
  podsPerDeployment: number;
  /** Names, or how many: `load-1`, `load-2` … Default: 10. Deployments are dealt out to them in turn. */
  namespaces?: string[] | number;
  /** Values of the label `backstage.io/kubernetes-id`, dealt out in turn. Default: the Deployment's own name. */
  entityIds?: string[];
  /** Whether to store Deployments, ReplicaSets and Running pods directly, for a lab without controllers and kwok. Default: false. */
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
  lab: Pick<Lab, 'client' | 'seed'>,
  options: LoadOptions,
): Promise<Load> {
  const { podsPerDeployment, direct = false } = options;
  const { concurrency = 24, timeoutMs = 600_000, log = () => {} } = options;
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

  await createNodes(client, {
    count: nodes,
    first: FIRST_NODE,
    played: !direct,
    timeoutMs,
  });
  await eachConcurrently(namespaces, concurrency, async name => {
    await client.createIfAbsent({
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name, labels: { [LOAD_LABEL]: 'true' } },
    });
  });
  if (direct) {
    await lab.seed(seeds(deployments, nodes));
  } else {
    await eachConcurrently(deployments, concurrency, async deployment => {
      const path = `/apis/apps/v1/namespaces/${deployment.namespace}/deployments`;
      const body = loadDeployment(deployment);
      await client.request({ method: 'POST', path, body });
    });
  }
  log(`created ${deployments.length} Deployments`);
  await waitUntilReady(client, {
    deployments: deployments.length,
    pods,
    timeoutMs,
    log,
  });
  const milliseconds = Date.now() - startedAt;
  return { namespaces, deployments, pods, nodes, milliseconds };
}

function* seeds(
  deployments: LoadDeployment[],
  nodes: number,
): Iterable<KubernetesObject> {
  for (const deployment of deployments) {
    yield* runningDeployment(deployment, {
      nodeOf: serial => `node-${FIRST_NODE + (serial % nodes)}`,
      at: new Date(),
    });
  }
}

function namespaceNames(namespaces: string[] | number): string[] {
  return typeof namespaces === 'number'
    ? Array.from({ length: namespaces }, (_, index) => `load-${index + 1}`)
    : namespaces;
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

/** Runs `action` for each item, so many at a time. */
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
