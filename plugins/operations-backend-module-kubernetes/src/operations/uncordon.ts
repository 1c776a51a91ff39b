import { createSwitch } from './createSwitch';

/** Lets new pods come to a node again, as `kubectl uncordon` does. */
export const uncordon = createSwitch({
  id: 'kubernetes.uncordon',
  title: 'Uncordon',
  kind: 'Node',
  field: 'unschedulable',
  value: false,
  undoneBy: 'kubernetes.cordon',
  stepTitle: 'Mark the node as schedulable',
  risk: () => 'low',
  describe: name => `Uncordon ${name}`,
  summary: name => `New pods may be put on ${name} again`,
  alreadyMessage: 'the node is not cordoned',
});
