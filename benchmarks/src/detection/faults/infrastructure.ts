import { now } from '../World';
import { App } from './App';
import { condition } from './appObjects';
import type { FaultKind, Place } from './FaultKind';

/** The node says something of itself, or others say it. */
function nodeFault(fault: string, broken: object[], taint?: object): FaultKind {
  return {
    id: fault,
    faults: [fault],
    at: 'node',
    async prepare(place) {
      const app = await App.create(place);
      const node = nodeOf(place);
      const { world } = place;
      return {
        async break() {
          await world.setStatus(node, {
            conditions: withOthers(broken),
          });
          if (taint) {
            await world.patch(node, { spec: { taints: [taint] } });
            await app.says({ state: { running: { startedAt: now() } } }, false);
            await app.count({ pods: 1, ready: 0 });
          }
        },
        async mend() {
          await world.setStatus(node, { conditions: withOthers([]) });
          await world.patch(node, { spec: { taints: null } });
          await app.serve();
        },
      };
    },
  };
}

function nodeOf({ node }: Place) {
  return { apiVersion: 'v1', kind: 'Node', metadata: { name: node } };
}

/** The conditions of a node that is well, but for some. */
export function withOthers(broken: { type?: string }[]): object[] {
  const isWell = [
    { ...condition('Ready', true), reason: 'KubeletReady' },
    { ...condition('MemoryPressure', false, 'KubeletHasSufficientMemory') },
    { ...condition('DiskPressure', false, 'KubeletHasNoDiskPressure') },
    { ...condition('PIDPressure', false, 'KubeletHasSufficientPID') },
  ];
  return [
    ...isWell.filter(one => !broken.some(({ type }) => type === one.type)),
    ...broken,
  ];
}

/** What is wrong with nodes. */
export const infrastructureFaults: FaultKind[] = [
  nodeFault(
    'node-kubelet-unavailable',
    [
      {
        type: 'Ready',
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
        lastTransitionTime: now(),
      } as { type?: string },
    ],
    { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
  ),
  nodeFault(
    'node-runtime-unavailable',
    [
      {
        ...condition('Ready', false, 'KubeletNotReady'),
        message:
          'container runtime is down, PLEG is not healthy: pleg was last seen active 3m10s ago',
      },
    ],
    { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
  ),
];
