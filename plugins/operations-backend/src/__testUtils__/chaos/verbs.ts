import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import type { SubmitRequest } from '@groundcrew/plugin-operations-common';
import type { ClusterAdmin } from './ClusterAdmin';

/** One verb, and something in the cluster for it to be used on. */
export interface Verb {
  operation: string;
  input?: Record<string, unknown>;
  /** Somebody cancels it while it waits: what it did is taken back. */
  cancelled?: boolean;
  /** Makes a target that belongs to this trial alone. */
  prepare(
    admin: ClusterAdmin,
    trial: string,
  ): Promise<Omit<SubmitRequest['target'], 'cluster'>>;
}

type Target = Awaited<ReturnType<Verb['prepare']>>;

const onDeployment =
  (options?: Parameters<ClusterAdmin['createDeployment']>[1]) =>
  async (admin: ClusterAdmin, namespace: string): Promise<Target> => {
    await admin.createNamespace(namespace);
    await admin.createDeployment(namespace, options);
    return { kind: 'Deployment', namespace, name: 'web' };
  };

async function onPod(admin: ClusterAdmin, namespace: string): Promise<Target> {
  await onDeployment()(admin, namespace);
  return { kind: 'Pod', namespace, name: await admin.firstPod(namespace) };
}

async function onClaim(
  admin: ClusterAdmin,
  namespace: string,
): Promise<Target> {
  await admin.createNamespace(namespace);
  await admin.request('POST', '/apis/storage.k8s.io/v1/storageclasses', {
    metadata: { name: namespace },
    provisioner: 'test',
    allowVolumeExpansion: true,
  });
  const path = `/api/v1/namespaces/${namespace}/persistentvolumeclaims`;
  await admin.request('POST', path, {
    metadata: { name: 'data' },
    spec: {
      accessModes: ['ReadWriteOnce'],
      storageClassName: namespace,
      resources: { requests: { storage: '1Gi' } },
    },
  });
  await eventually(async () => {
    const { status } = await admin.request('GET', `${path}/data`);
    return status?.phase === 'Bound';
  }, 120_000);
  return { kind: 'PersistentVolumeClaim', namespace, name: 'data' };
}

async function onNode(admin: ClusterAdmin, name: string): Promise<Target> {
  await admin.createNode(name);
  return { kind: 'Node', name };
}

/** Every verb for Kubernetes, and one that is taken back. */
export const verbs: Verb[] = [
  { operation: 'kubernetes.restart', prepare: onDeployment() },
  {
    operation: 'kubernetes.scale',
    input: { replicas: 2 },
    prepare: onDeployment(),
  },
  {
    operation: 'kubernetes.set-image',
    input: { container: 'web', image: 'registry.test/web:2' },
    prepare: onDeployment(),
  },
  {
    operation: 'kubernetes.set-image',
    input: { container: 'web', image: 'registry.test/web:2' },
    cancelled: true,
    async prepare(admin, namespace) {
      const target = await onDeployment()(admin, namespace);
      await admin.request(
        'PATCH',
        `/apis/apps/v1/namespaces/${namespace}/deployments/web`,
        // Its new pod will not be available before anybody cancels.
        { spec: { minReadySeconds: 3_600, progressDeadlineSeconds: 7_200 } },
      );
      return target;
    },
  },
  {
    operation: 'kubernetes.set-resources',
    input: { container: 'web', memoryLimit: '96Mi' },
    prepare: onDeployment(),
  },
  {
    operation: 'kubernetes.roll-back',
    input: { revision: 1 },
    async prepare(admin, namespace) {
      const target = await onDeployment()(admin, namespace);
      await admin.request(
        'PATCH',
        `/apis/apps/v1/namespaces/${namespace}/deployments/web`,
        { spec: { template: { metadata: { annotations: { version: '2' } } } } },
      );
      await admin.untilAvailable(namespace, 1);
      return target;
    },
  },
  { operation: 'kubernetes.pause', prepare: onDeployment() },
  {
    operation: 'kubernetes.resume',
    async prepare(admin, namespace) {
      const target = await onDeployment()(admin, namespace);
      await admin.request(
        'PATCH',
        `/apis/apps/v1/namespaces/${namespace}/deployments/web`,
        { spec: { paused: true } },
      );
      return target;
    },
  },
  {
    operation: 'kubernetes.scale-limits',
    input: { minReplicas: 1, maxReplicas: 4 },
    async prepare(admin, namespace) {
      const target = await onDeployment()(admin, namespace);
      await admin.request(
        'POST',
        `/apis/autoscaling/v2/namespaces/${namespace}/horizontalpodautoscalers`,
        {
          metadata: { name: 'web' },
          spec: {
            minReplicas: 1,
            maxReplicas: 3,
            scaleTargetRef: {
              apiVersion: 'apps/v1',
              kind: 'Deployment',
              name: 'web',
            },
            metrics: [
              {
                type: 'Resource',
                resource: {
                  name: 'cpu',
                  target: { type: 'Utilization', averageUtilization: 80 },
                },
              },
            ],
          },
        },
      );
      return target;
    },
  },
  { operation: 'kubernetes.evict-pod', prepare: onPod },
  { operation: 'kubernetes.delete-pod', prepare: onPod },
  { operation: 'kubernetes.quarantine-pod', prepare: onPod },
  {
    operation: 'kubernetes.release-pod',
    async prepare(admin, namespace) {
      const target = await onPod(admin, namespace);
      const note = {
        labels: { app: 'web' },
        from: 'ReplicaSet web',
        by: 'user:default/chaos',
        until: '2030-01-01T00:00:00Z',
      };
      await admin.request(
        'PATCH',
        `/api/v1/namespaces/${namespace}/pods/${target.name}`,
        {
          metadata: {
            labels: { app: null },
            annotations: { 'groundcrew.io/quarantine': JSON.stringify(note) },
          },
        },
      );
      return target;
    },
  },
  {
    operation: 'kubernetes.expand-claim',
    input: { storage: '2Gi' },
    prepare: onClaim,
  },
  { operation: 'kubernetes.cordon', prepare: onNode },
  {
    operation: 'kubernetes.uncordon',
    async prepare(admin, name) {
      const target = await onNode(admin, name);
      await admin.request('PATCH', `/api/v1/nodes/${name}`, {
        spec: { unschedulable: true },
      });
      return target;
    },
  },
  {
    operation: 'kubernetes.drain',
    async prepare(admin, name) {
      const target = await onNode(admin, name);
      await onDeployment({ node: name, replicas: 2 })(admin, name);
      return target;
    },
  },
];
