import { admissionFaults } from './admission';
import type { FaultKind } from './FaultKind';
import { infrastructureFaults } from './infrastructure';
import { routingFaults } from './routing';
import { runtimeFaults } from './runtime';
import { scalingFaults } from './scaling';
import { schedulingFaults } from './scheduling';
import { startupFaults } from './startup';

export { withOthers } from './infrastructure';
export type { FaultKind, Injection, Place } from './FaultKind';

/** Every kind of fault that is injected. */
export const faultKinds: readonly FaultKind[] = [
  ...startupFaults,
  ...runtimeFaults,
  ...scalingFaults,
  ...schedulingFaults,
  ...admissionFaults,
  ...routingFaults,
  ...infrastructureFaults,
];
