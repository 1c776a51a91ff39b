import { admissionRemedies } from './admission';
import { infrastructureRemedies } from './infrastructure';
import type { Remedies } from './Remedy';
import { rolloutRemedies } from './rollout';
import { routingRemedies } from './routing';
import { runtimeRemedies } from './runtime';
import { schedulingRemedies } from './scheduling';
import { startupRemedies } from './startup';

/** What may be done about each fault that is known without modules, by its id. */
export const REMEDIES: Remedies = {
  ...infrastructureRemedies,
  ...admissionRemedies,
  ...schedulingRemedies,
  ...startupRemedies,
  ...runtimeRemedies,
  ...rolloutRemedies,
  ...routingRemedies,
};
