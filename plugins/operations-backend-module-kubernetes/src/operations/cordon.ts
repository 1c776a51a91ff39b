import { countOf } from '../words/countOf';
import { createSwitch } from './createSwitch';

/** Keeps new pods away from a node, as `kubectl cordon` does. */
export const cordon = createSwitch({
  id: 'kubernetes.cordon',
  title: 'Cordon',
  kind: 'Node',
  field: 'unschedulable',
  value: true,
  undoneBy: 'kubernetes.uncordon',
  stepTitle: 'Mark the node as unschedulable',
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: name => `Cordon ${name}`,
  summary: name => `No new pods are put on ${name}; those on it stay`,
  alreadyMessage: 'the node is cordoned',

  impacts({ store }, live) {
    const others = store
      .list('Node')
      .filter(
        ({ metadata, spec }) =>
          metadata?.name !== live.metadata.name && !spec?.unschedulable,
      );
    return [
      {
        severity: others.length === 0 ? 'danger' : 'note',
        code: 'node-capacity',
        message:
          others.length === 0
            ? 'No other node takes pods: new ones stay pending.'
            : `${countOf(others.length, 'other node')} still ${
                others.length === 1 ? 'takes' : 'take'
              } pods.`,
      },
    ];
  },
});
