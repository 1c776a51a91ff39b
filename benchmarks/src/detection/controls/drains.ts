import type { KubernetesObject } from '@groundcrew/lab';
import type { Control, ControlSite } from './Control';

const NODES = 3;

/** Nodes are drained one after the other; the last one does not come back. */
export const drains: Control = {
  id: 'node-drains',
  async run(site) {
    const { town } = site;
    const nodes = (await town.list('/api/v1/nodes')).slice(-NODES);
    for (const [index, node] of nodes.entries()) {
      const named = {
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: node.metadata?.name },
      };
      await town.world.patch(named, { spec: { unschedulable: true } });
      await drain(site, node);
      if (index === nodes.length - 1) {
        await town.world.delete(named);
      } else {
        await town.world.patch(named, { spec: { unschedulable: null } });
      }
    }
    return nodes.length;
  },
};

async function drain(
  { load, town }: ControlSite,
  { metadata }: KubernetesObject,
): Promise<void> {
  const pods = await town.list(
    `/api/v1/pods?fieldSelector=spec.nodeName%3D${metadata?.name}`,
  );
  for (const pod of pods) {
    const owners = (pod.metadata?.ownerReferences ?? []) as { kind: string }[];
    if (!owners.some(({ kind }) => kind === 'DaemonSet')) {
      await town.evict(pod);
    }
  }
  for (const namespace of [...town.namespaces, ...load.namespaces]) {
    await town.untilRolledOut(namespace);
  }
}
