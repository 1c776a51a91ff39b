import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { storageClassTraits } from './storageClassTraits';

const storageClass = (
  name: string,
  provisioner: string,
  isDefault: boolean,
) => `
kind: StorageClass
metadata: { name: ${name}, annotations: { storageclass.kubernetes.io/is-default-class: "${isDefault}" } }
provisioner: ${provisioner}
`;
const CSI = 'disks.example.com';

describe('storageClassTraits', () => {
  it.each([
    [
      'two defaults',
      [storageClass('a', CSI, true), storageClass('b', CSI, true)],
      [
        'default-storage-class-ambiguous a',
        'default-storage-class-ambiguous b',
      ],
    ],
    [
      'one default',
      [storageClass('a', CSI, true), storageClass('b', CSI, false)],
      [],
    ],
    [
      'a provisioner that was removed',
      [storageClass('a', 'kubernetes.io/aws-ebs', false)],
      ['provisioner-removed a'],
    ],
    [
      'volumes that are made by hand',
      [storageClass('a', 'kubernetes.io/no-provisioner', true)],
      [],
    ],
  ])('of %s', (_, objects, expected) => {
    expect(
      detectIn(storageClassTraits, { objects }).map(
        ({ fault, object }) => `${fault} ${object.name}`,
      ),
    ).toEqual(expected);
  });
});
