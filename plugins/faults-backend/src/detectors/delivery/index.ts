import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { argoApplications } from './argoApplications';
import { argoRollouts } from './argoRollouts';

/** What keeps a new version from getting where it is wanted, by what the tools that bring it say. */
export const deliveryDetectors: FaultDetector[] = [
  argoApplications,
  argoRollouts,
];
