import type { Control } from './Control';

const WORKLOADS = [
  ['Deployment', 'front'],
  ['Deployment', 'cart'],
  ['Deployment', 'worker'],
  ['StatefulSet', 'store'],
  ['DaemonSet', 'agent'],
] as const;

/** New versions by every strategy, all of a namespace at once. */
export const rollOuts: Control = {
  id: 'roll-outs',
  async run({ town }) {
    let count = 0;
    for (const version of ['2', '3']) {
      for (const namespace of town.namespaces) {
        for (const [kind, name] of WORKLOADS) {
          await town.release(kind, namespace, name, version);
          count += 1;
        }
      }
      for (const namespace of town.namespaces) {
        await town.untilRolledOut(namespace);
      }
    }
    return count;
  },
};
