import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { imagePull } from './imagePull';
import { missingConfiguration } from './missingConfiguration';

/** What keeps a container from starting. */
export const startupDetectors: FaultDetector[] = [
  imagePull,
  missingConfiguration,
];
