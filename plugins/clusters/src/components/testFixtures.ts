import type {
  ClusterDetail,
  ClusterView,
} from '@groundcrew/plugin-clusters-common';

/** A cluster as the backend shows it when all is well. */
export function clusterView(more: Partial<ClusterView> = {}): ClusterView {
  return {
    name: 'prod',
    environment: 'prod',
    origin: 'config',
    version: 'v1.34.4',
    state: 'live',
    freshness: { observedAt: new Date().toISOString() },
    health: {
      score: 100,
      components: [{ id: 'nodes', score: 100, weight: 1 }],
    },
    nodes: { ready: 3, total: 3 },
    pods: { running: 40, total: 42 },
    capacity: {
      allocatable: {
        cpuMillicores: 12_000,
        memoryBytes: 48 * 1024 ** 3,
        pods: 330,
      },
      requested: {
        cpuMillicores: 3_000,
        memoryBytes: 4.5 * 1024 ** 3,
        pods: 42,
      },
    },
    kinds: [],
    ...more,
  };
}

/** The same with a node and two kinds. */
export function clusterDetail(
  more: Partial<ClusterDetail> = {},
): ClusterDetail {
  return {
    ...clusterView(),
    nodeList: [
      {
        name: 'node-1',
        ready: true,
        schedulable: true,
        remarks: [],
        version: 'v1.34.4',
        allocatable: {
          cpuMillicores: 4_000,
          memoryBytes: 16 * 1024 ** 3,
          pods: 110,
        },
        requested: {
          cpuMillicores: 1_000,
          memoryBytes: 2 * 1024 ** 3,
          pods: 14,
        },
      },
    ],
    kinds: [
      {
        kind: 'Pod',
        apiVersion: 'v1',
        state: 'synced',
        objects: 42,
        freshness: {},
      },
    ],
    ...more,
  };
}
