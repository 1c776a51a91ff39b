import type { Control } from './Control';

const DEPLOYMENTS_OF_LOAD = 20;

/** Fewer pods, none where nobody needs them, and as many as before again. */
export const scaling: Control = {
  id: 'scale-downs',
  async run({ load, town }) {
    let count = 0;
    const scale = async (namespace: string, name: string, replicas: number) => {
      await town.change('Deployment', namespace, name, { replicas });
      count += 1;
    };
    for (const factor of [0, 1]) {
      for (const namespace of town.namespaces) {
        await scale(namespace, 'front', factor === 0 ? 1 : 3);
        await scale(namespace, 'cart', factor === 0 ? 1 : 4);
        await scale(namespace, 'worker', factor);
      }
      for (const { name, namespace, replicas } of load.deployments.slice(
        0,
        DEPLOYMENTS_OF_LOAD,
      )) {
        await scale(namespace, name, factor === 0 ? 2 : replicas);
      }
      for (const namespace of [...town.namespaces, ...load.namespaces]) {
        await town.untilRolledOut(namespace);
      }
    }
    return count;
  },
};
