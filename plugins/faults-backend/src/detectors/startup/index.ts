import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { imagePull } from './imagePull';
import { missingConfiguration } from './missingConfiguration';
import { containerStart } from './containerStart';
import { podPreparation } from './podPreparation';

/** What keeps a container from starting. */
export const startupDetectors: FaultDetector[] = [
  imagePull,
  missingConfiguration,
  containerStart,
  podPreparation,
];
