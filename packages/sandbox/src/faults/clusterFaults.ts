import { InputError } from '@backstage/errors';
import { Namespaces, Nodes, Pods, ResourceQuotas } from '../api/resources';
import { isActive } from '../controllers/podState';
import { SandboxCluster } from '../SandboxCluster';
import { Fault, createFault } from './Fault';
import { FAULT_MANAGER } from './workloadFaults';

const SLOW_ANSWER_MS = 3_000;
const FULL_QUOTA = 'sandbox-full-quota';

/** Faults of a namespace, a node or a whole cluster. */
export const clusterFaults: Fault[] = [
  createFault<'namespace'>({
    id: 'full-quota',
    title: 'Full quota',
    effect:
      'A ResourceQuota allows one pod less than there are, and one pod is deleted: its replacement is refused.',
    targetKind: 'namespace',
    apply(cluster, { name: namespace }) {
      if (!cluster.store.get(Namespaces, { name: namespace })) {
        throw new InputError(`There is no namespace ${namespace}`);
      }
      const pods = cluster.store
        .list(Pods, { namespace })
        .filter(isActive)
        .filter(({ metadata }) => metadata.ownerReferences?.length);
      const reference = { name: FULL_QUOTA, namespace };
      cluster.api.create(
        ResourceQuotas,
        {
          metadata: reference,
          spec: { hard: { pods: String(Math.max(0, pods.length - 1)) } },
        },
        { manager: FAULT_MANAGER },
      );
      if (pods[0]) cluster.api.delete(Pods, pods[0].metadata);
      return () => {
        if (cluster.store.get(ResourceQuotas, reference)) {
          cluster.api.delete(ResourceQuotas, reference);
        }
      };
    },
  }),
  createFault<'node'>({
    id: 'node-down',
    title: 'Node down',
    effect:
      'The node falls silent: NotReady after 40 s, its pods are not ready, and after 5 minutes they are evicted.',
    targetKind: 'node',
    apply(cluster, { name }) {
      if (!cluster.store.get(Nodes, { name })) {
        throw new InputError(`There is no node ${name}`);
      }
      cluster.kubelet.stopNode(name);
      return () => cluster.kubelet.startNode(name);
    },
  }),
  createFault<'cluster'>({
    id: 'unreachable',
    title: 'Unreachable cluster',
    effect: 'The API server refuses connections.',
    targetKind: 'cluster',
    async apply(cluster) {
      await cluster.stop();
      return () => cluster.start();
    },
  }),
  createFault<'cluster'>({
    id: 'half-open',
    title: 'Half-open connections',
    effect:
      'The API server accepts connections and never says another word; watches fall silent without an error.',
    targetKind: 'cluster',
    apply(cluster) {
      cluster.server.setReachability('hanging');
      return () => cluster.server.setReachability('open');
    },
  }),
  createFault<'cluster'>({
    id: 'slow-api',
    title: 'Slow API server',
    effect: `Every answer takes ${SLOW_ANSWER_MS / 1000} s longer.`,
    targetKind: 'cluster',
    apply(cluster) {
      cluster.server.delayMs = SLOW_ANSWER_MS;
      return () => {
        cluster.server.delayMs = 0;
      };
    },
  }),
  createFault<'cluster'>({
    id: 'expired-token',
    title: 'Expired token',
    effect:
      'All tokens of the cluster are answered with 401, and open watches end.',
    targetKind: 'cluster',
    apply(cluster: SandboxCluster) {
      const tokens = Object.values(cluster.tokens);
      for (const token of tokens) {
        cluster.authorizer.expire(token);
        cluster.server.endStreams(token);
      }
      return () => {
        for (const token of tokens) cluster.authorizer.renew(token);
      };
    },
  }),
] as Fault[];
