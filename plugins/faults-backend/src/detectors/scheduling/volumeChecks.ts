import {
  amountOf,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asList } from '../../kubernetes/asList';
import { matchesSelector } from '../../kubernetes/matchesSelector';

type Claim = ObjectOf<'PersistentVolumeClaim'>;
type Volume = ObjectOf<'PersistentVolume'>;

/** The fault that a volume is not for a claim: what binding checks, in its order. */
export type VolumeFault =
  | 'claim-storage-class-mismatch'
  | 'claim-access-mode-mismatch'
  | 'claim-selector-mismatch'
  | 'claim-capacity-mismatch'
  | 'volume-occupied';

/** A volume that came closest to a claim, and what is wrong with it. */
export interface Mismatch {
  volume: Volume;
  faults: VolumeFault[];
}

type Check = (claim: Claim, volume: Volume) => boolean;

const CHECKS: [VolumeFault, Check][] = [
  [
    'claim-storage-class-mismatch',
    (claim, volume) =>
      (claim.spec?.storageClassName ?? '') ===
      (volume.spec?.storageClassName ?? ''),
  ],
  [
    'claim-access-mode-mismatch',
    (claim, volume) =>
      asList(claim.spec?.accessModes).every(mode =>
        asList(volume.spec?.accessModes).includes(mode),
      ),
  ],
  [
    'claim-selector-mismatch',
    ({ spec }, { metadata }) =>
      !spec?.selector || matchesSelector(spec.selector, metadata?.labels),
  ],
  [
    'claim-capacity-mismatch',
    (claim, volume) =>
      amountOf(volume.spec?.capacity, 'storage') >=
      amountOf(claim.spec?.resources?.requests, 'storage'),
  ],
  ['volume-occupied', isFreeFor],
];

/**
 * The volumes that failed the fewest checks of binding: they tell what is wrong with a claim that got none. A free one
 * tells more than one that belongs to another claim. Empty when there are no volumes; without faults when one fits.
 */
export function nearestVolumes(store: ObjectStore, claim: Claim): Mismatch[] {
  const wanted = claim.spec?.volumeName;
  const volumes = store.list('PersistentVolume');
  const named = volumes.filter(({ metadata }) => metadata?.name === wanted);
  const mismatches = (named.length > 0 ? named : volumes).map(volume => ({
    volume,
    faults: CHECKS.filter(([, isMet]) => !isMet(claim, volume)).map(
      ([fault]) => fault,
    ),
  }));
  const fewest = Math.min(...mismatches.map(({ faults }) => faults.length));
  const nearest = mismatches.filter(({ faults }) => faults.length === fewest);
  const free = nearest.filter(
    ({ faults }) => !faults.includes('volume-occupied'),
  );
  return free.length > 0 ? free : nearest;
}

function isFreeFor({ metadata }: Claim, { spec, status }: Volume): boolean {
  const { claimRef } = spec ?? {};
  return claimRef
    ? claimRef.name === metadata?.name &&
        claimRef.namespace === metadata?.namespace &&
        // A volume that was let go keeps the uid of the claim that is gone.
        (!claimRef.uid || claimRef.uid === metadata?.uid)
    : status?.phase === 'Available';
}
