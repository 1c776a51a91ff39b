import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import { createDetector } from '@groundcrew/plugin-faults-node';
import { asText } from '../../kubernetes/asText';
import { seenIn } from '../../kubernetes/evidence';
import { inWords } from '../../kubernetes/inWords';
import { refOf } from '../../topology';

type StorageClass = ObjectOf<'StorageClass'>;

const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';
/** Those that were part of Kubernetes, and have been taken out of it. */
const REMOVED =
  /^kubernetes\.io\/(?:aws-ebs|azure-disk|azure-file|cinder|gce-pd|glusterfs|portworx-volume|quobyte|rbd|scaleio|storageos|vsphere-volume)$/;
/** Claims that are bound do not suffer. */
const LATENT = 0.4;

/** What is wrong with storage classes before any claim suffers from it. */
export const storageClassTraits = createDetector({
  id: 'storage-class-traits',
  title: 'Storage classes that will not do what is expected',
  faults: [
    {
      id: 'default-storage-class-ambiguous',
      category: 'configuration',
      title: 'There is more than one default storage class',
    },
    {
      id: 'provisioner-removed',
      category: 'configuration',
      title: 'The provisioner is no part of Kubernetes any more',
    },
  ],
  subjects: ['StorageClass'],
  detect: (storageClass, { store }) => {
    const { metadata, provisioner } = storageClass;
    const defaults = isDefault(storageClass)
      ? store.list('StorageClass').filter(isDefault)
      : [];
    return [
      ...(defaults.length > 1
        ? [
            {
              fault: 'default-storage-class-ambiguous',
              object: refOf(storageClass),
              message: `${
                defaults.length
              } storage classes are the default: ${inWords(
                defaults.map(each => each.metadata?.name ?? ''),
              )}.`,
              confidence: LATENT,
              evidence: [
                seenIn(
                  storageClass,
                  `metadata.annotations.${DEFAULT_CLASS}`,
                  'true',
                ),
              ],
            },
          ]
        : []),
      ...(REMOVED.test(asText(provisioner))
        ? [
            {
              fault: 'provisioner-removed',
              object: refOf(storageClass),
              message: `The provisioner ${provisioner} of the storage class ${metadata?.name} works only where a CSI driver has taken its place.`,
              confidence: LATENT,
              evidence: [
                seenIn(storageClass, 'provisioner', asText(provisioner)),
              ],
            },
          ]
        : []),
    ];
  },
});

function isDefault({ metadata }: StorageClass): boolean {
  return metadata?.annotations?.[DEFAULT_CLASS] === 'true';
}
