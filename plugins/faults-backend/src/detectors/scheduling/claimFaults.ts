import type { FaultType } from '@groundcrew/plugin-faults-node';

const fault = (id: string, title: string): FaultType => ({
  id,
  category: 'scheduling',
  title,
});

/** What can be wrong with a claim that has no volume. */
export const CLAIM_FAULTS: FaultType[] = [
  fault(
    'claim-storage-class-mismatch',
    'The claim asks for another storage class than the volumes have',
  ),
  fault(
    'claim-access-mode-mismatch',
    'The claim asks for an access mode that the volumes do not offer',
  ),
  fault('claim-selector-mismatch', "The claim's selector matches no volume"),
  fault('claim-capacity-mismatch', 'The claim asks for more than a volume has'),
  fault('volume-occupied', 'The volume belongs to another claim'),
  fault('no-volume', 'There is no volume for the claim'),
  fault('storage-class-missing', 'The storage class does not exist'),
  fault('provisioning-failed', 'The volume could not be made'),
  fault('provisioner-silent', 'Nothing makes the volume'),
  fault('claim-lost', 'The volume of the claim is gone'),
];
