import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { crash } from './crash';
import { outOfMemory } from './outOfMemory';
import { probes } from './probes';
import { scaledToZero } from './scaledToZero';

/** What ends a container, or keeps it from its work. */
export const runtimeDetectors: FaultDetector[] = [
  outOfMemory,
  probes,
  crash,
  scaledToZero,
];
