import { createDetector } from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { claimUsers } from '../../kubernetes/claimUsers';
import { seenIn } from '../../kubernetes/evidence';
import { refOf } from '../../topology';

/** A volume that could not be cleaned or deleted after its claim was gone. */
export const failedVolume = createDetector({
  id: 'failed-volume',
  title: 'Volumes that failed',
  faults: [
    { id: 'volume-failed', category: 'scheduling', title: 'The volume failed' },
  ],
  subjects: ['PersistentVolume'],
  detect: (volume, { store }) => {
    const { metadata, spec, status } = volume;
    if (status?.phase !== 'Failed') {
      return [];
    }
    const { name = '', namespace } = spec?.claimRef ?? {};
    const claim = store.get('PersistentVolumeClaim', { namespace, name });
    const workloads = claim ? claimUsers(store, claim).workloads : [];
    return [
      {
        fault: 'volume-failed',
        object: refOf(volume),
        message: `The volume ${metadata?.name} failed${
          name ? ` after the claim ${namespace}/${name} let it go` : ''
        }.`,
        confidence: workloads.length > 0 ? 0.85 : 0.5,
        evidence: [
          seenIn(volume, 'status.message', asText(status.message) || 'Failed'),
        ],
        explains: workloads.map(refOf),
      },
    ];
  },
});
