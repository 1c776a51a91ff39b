import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { kubeProxyComponent } from './kubeProxyComponent';
import { kubeProxyPod } from './kubeProxyPod';
import { kubeProxyReach } from './kubeProxyReach';
import { kubeProxyTimeouts } from './kubeProxyTimeouts';
import { nodeConditions } from './nodeConditions';
import { nodeNetworkDelay } from './nodeNetworkDelay';
import { nodeNetworkLoss } from './nodeNetworkLoss';
import { nodeReadiness } from './nodeReadiness';

/** Faults of nodes, and of what runs them. */
export const infrastructureDetectors: FaultDetector[] = [
  nodeReadiness,
  nodeConditions,
  kubeProxyComponent,
  kubeProxyPod,
  kubeProxyReach,
  kubeProxyTimeouts,
  nodeNetworkLoss,
  nodeNetworkDelay,
];
