import { admissionRemedies } from './admission';
import { deliveryRemedies } from './delivery';
import { gatewayRemedies } from './gateways';
import { imageRemedies } from './images';
import { infrastructureRemedies } from './infrastructure';
import { jobRemedies } from './jobs';
import { probeRemedies } from './probes';
import type { Remedies } from './Remedy';
import { rolloutRemedies } from './rollout';
import { routingRemedies } from './routing';
import { runtimeRemedies } from './runtime';
import { scalingRemedies } from './scaling';
import { schedulingRemedies } from './scheduling';
import { startupRemedies } from './startup';
import { storageRemedies } from './storage';

/** What may be done about each fault that is known without modules, by its id. */
export const REMEDIES: Remedies = {
  ...infrastructureRemedies,
  ...admissionRemedies,
  ...schedulingRemedies,
  ...storageRemedies,
  ...imageRemedies,
  ...startupRemedies,
  ...probeRemedies,
  ...runtimeRemedies,
  ...scalingRemedies,
  ...jobRemedies,
  ...rolloutRemedies,
  ...routingRemedies,
  ...gatewayRemedies,
  ...deliveryRemedies,
};
