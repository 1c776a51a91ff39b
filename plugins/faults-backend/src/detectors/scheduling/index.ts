import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { failedVolume } from './failedVolume';
import { gatedPod } from './gatedPod';
import { storageClassTraits } from './storageClassTraits';
import { unboundClaim } from './unboundClaim';
import { unconsideredPod } from './unconsideredPod';
import { unschedulablePod } from './unschedulablePod';

/** Finds why pods get no node, and claims no volume. */
export const schedulingDetectors: FaultDetector[] = [
  unschedulablePod,
  unconsideredPod,
  gatedPod,
  unboundClaim,
  failedVolume,
  storageClassTraits,
];
