import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { admissionDetectors } from './admission';
import { deliveryDetectors } from './delivery';
import { infrastructureDetectors } from './infrastructure';
import { performanceDetectors } from './performance';
import { routingDetectors } from './routing';
import { runtimeDetectors } from './runtime';
import { schedulingDetectors } from './scheduling';
import { startupDetectors } from './startup';

/** What is found without any module. */
export const coreDetectors: FaultDetector[] = [
  ...infrastructureDetectors,
  ...admissionDetectors,
  ...schedulingDetectors,
  ...startupDetectors,
  ...runtimeDetectors,
  ...routingDetectors,
  ...deliveryDetectors,
  ...performanceDetectors,
];
