import type { KubernetesObject, LabClient } from './LabClient';
import { waitFor } from './waitFor';

const ZONES = ['a', 'b', 'c'];

export interface CreateNodesOptions {
  count: number;
  /** Number of the first node: `node-1` by default. */
  first?: number;
  /** Whether kwok plays these nodes. Otherwise they are objects that claim to be ready. */
  played: boolean;
  timeoutMs?: number;
}

/** Creates nodes of 32 CPUs, 128 GiB and 110 pods in three zones, and waits until they are Ready. */
export async function createNodes(
  client: LabClient,
  options: CreateNodesOptions,
): Promise<void> {
  const { count, first = 1, played, timeoutMs = 60_000 } = options;
  const names = Array.from(
    { length: count },
    (_, index) => `node-${first + index}`,
  );
  await Promise.all(
    names.map((name, index) =>
      // A lab over kept data has its nodes already.
      client.createIfAbsent(node(name, ZONES[index % ZONES.length], played)),
    ),
  );
  await waitFor(
    `${count} nodes to be Ready`,
    async () => {
      const { items } = await client.request<{ items: KubernetesObject[] }>({
        path: '/api/v1/nodes',
      });
      const ready = new Set(
        items.filter(isReady).map(({ metadata }) => metadata?.name),
      );
      return names.every(name => ready.has(name));
    },
    { timeoutMs },
  );
}

function node(name: string, zone: string, played: boolean): KubernetesObject {
  const sizes = {
    cpu: '32',
    memory: '128Gi',
    pods: '110',
    'ephemeral-storage': '200Gi',
  };
  return {
    apiVersion: 'v1',
    kind: 'Node',
    metadata: {
      name,
      annotations: played ? { 'kwok.x-k8s.io/node': 'fake' } : {},
      labels: {
        'kubernetes.io/hostname': name,
        'kubernetes.io/os': 'linux',
        'kubernetes.io/arch': 'amd64',
        'topology.kubernetes.io/region': 'lab',
        'topology.kubernetes.io/zone': `lab-${zone}`,
        'node.kubernetes.io/instance-type': 'lab.8xlarge',
      },
    },
    status: {
      capacity: sizes,
      allocatable: sizes,
      ...(!played && {
        conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }],
      }),
    },
  };
}

function isReady(object: KubernetesObject): boolean {
  const { conditions = [] } = (object.status ?? {}) as {
    conditions?: { type: string; status: string }[];
  };
  return conditions.some(
    ({ type, status }) => type === 'Ready' && status === 'True',
  );
}
