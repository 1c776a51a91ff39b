import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { certificates } from './certificates';
import { configuredAddresses } from './configuredAddresses';
import { servicePorts } from './servicePorts';
import { serviceSelector } from './serviceSelector';
import { gateways } from './gateways';
import { httpRoutes } from './httpRoutes';
import { dnsSettings } from './dnsSettings';
import { ingresses } from './ingresses';
import { networkPolicies } from './networkPolicies';

/** What keeps requests from what is ready to answer them. */
export const routingDetectors: FaultDetector[] = [
  serviceSelector,
  servicePorts,
  configuredAddresses,
  dnsSettings,
  ingresses,
  gateways,
  httpRoutes,
  certificates,
  networkPolicies,
];
