import { App, type AppOptions } from './App';
import type { FaultKind, Place } from './FaultKind';

function unschedulable(
  fault: string,
  podSpec: (node: string) => Pick<AppOptions, 'podSpec' | 'container'>,
  message: string,
): FaultKind {
  return {
    id: fault,
    faults: [fault],
    at: 'namespace',
    async prepare(place) {
      const app = await App.create(place, {
        ...podSpec(place.node),
        isScheduled: false,
        hasPod: false,
      });
      return {
        async break() {
          app.pod = await place.world.create(app.pod);
          await app.isUnschedulable(message);
        },
        mend: () => app.isScheduled(),
      };
    },
  };
}

const claimOf = (namespace: string, storageClassName: string) => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name: 'data', namespace },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName,
    resources: { requests: { storage: '1Gi' } },
  },
});
const volumes = [
  { name: 'data', persistentVolumeClaim: { claimName: 'data' } },
];

/** A pod waits for its claim. */
function withoutVolume(options: {
  fault: string;
  mayPass?: boolean;
  /** What there is of the claim when the pod comes. */
  prepareClaim?(place: Place): Promise<unknown>;
  message: string;
  /** Gives it the claim. */
  provide(place: Place): Promise<unknown>;
}): FaultKind {
  const { fault, mayPass, message, prepareClaim, provide } = options;
  return {
    id: fault,
    faults: [fault],
    at: 'namespace',
    mayPass,
    async prepare(place) {
      const app = await App.create(place, {
        podSpec: { volumes },
        isScheduled: false,
        hasPod: false,
      });
      return {
        async break() {
          await prepareClaim?.(place);
          app.pod = await place.world.create(app.pod);
          await app.isUnschedulable(message);
        },
        async mend() {
          await provide(place);
          await app.isScheduled();
        },
      };
    },
  };
}

const storageClassMissing = withoutVolume({
  fault: 'storage-class-missing',
  message:
    '0/57 nodes are available: pod has unbound immediate PersistentVolumeClaims.',
  prepareClaim: ({ namespace, world }) =>
    world.create({
      ...claimOf(namespace, 'fast-ssd'),
      status: { phase: 'Pending' },
    }),
  provide: ({ namespace, world }) =>
    world.setStatus(claimOf(namespace, 'fast-ssd'), {
      phase: 'Bound',
      accessModes: ['ReadWriteOnce'],
      capacity: { storage: '1Gi' },
    }),
});

const claimMissing = withoutVolume({
  fault: 'claim-missing',
  mayPass: true,
  message: '0/57 nodes are available: persistentvolumeclaim "data" not found.',
  provide: ({ namespace, world }) =>
    world.create({
      ...claimOf(namespace, 'standard'),
      status: { phase: 'Bound', accessModes: ['ReadWriteOnce'] },
    }),
});

const nodesCordoned: FaultKind = {
  id: 'nodes-cordoned',
  faults: ['nodes-cordoned'],
  at: 'namespace',
  async prepare(place) {
    const { node, world } = place;
    const object = { apiVersion: 'v1', kind: 'Node', metadata: { name: node } };
    const app = await App.create(place, {
      podSpec: { nodeSelector: { 'kubernetes.io/hostname': node } },
    });
    return {
      async break() {
        await world.patch(object, { spec: { unschedulable: true } });
        await world.delete(app.pod);
        const { metadata, spec } = app.pod;
        const { nodeName: _, ...unbound } = spec as { nodeName?: string };
        app.pod = await world.create({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name: 'shop-5d9f-after',
            namespace: metadata?.namespace,
            labels: metadata?.labels,
            ownerReferences: metadata?.ownerReferences,
          },
          spec: unbound,
        });
        await app.isUnschedulable(
          "0/57 nodes are available: 1 node(s) were unschedulable, 56 node(s) didn't match Pod's node affinity/selector.",
        );
      },
      async mend() {
        await world.patch(object, { spec: { unschedulable: null } });
        await app.isScheduled();
      },
    };
  },
};

const claimLost: FaultKind = {
  id: 'claim-lost',
  faults: ['claim-lost'],
  at: 'namespace',
  async prepare(place) {
    const { namespace, world } = place;
    const claim = await world.create({
      ...claimOf(namespace, 'standard'),
      status: { phase: 'Bound', accessModes: ['ReadWriteOnce'] },
    });
    await App.create(place, { podSpec: { volumes } });
    return {
      async break() {
        await world.setStatus(claim, { phase: 'Lost' });
      },
      async mend() {
        await world.setStatus(claim, { phase: 'Bound' });
      },
    };
  },
};

/** Nothing is free: so much does no node have. */
const HUGE = { resources: { requests: { cpu: '64', memory: '64Mi' } } };

/** What keeps pods from nodes. */
export const schedulingFaults: FaultKind[] = [
  unschedulable(
    'cpu-insufficient',
    () => ({ container: HUGE }),
    '0/57 nodes are available: 57 Insufficient cpu. preemption: 0/57 nodes are available: 57 No preemption victims found for incoming pod.',
  ),
  unschedulable(
    'node-selector-unsatisfiable',
    () => ({ podSpec: { nodeSelector: { disk: 'nvme' } } }),
    "0/57 nodes are available: 57 node(s) didn't match Pod's node affinity/selector.",
  ),
  storageClassMissing,
  claimMissing,
  claimLost,
  nodesCordoned,
];
