export { Sandbox, type SandboxOptions } from './Sandbox';
export {
  prepareSandbox,
  type PreparedSandbox,
  type PrepareSandboxOptions,
} from './prepareSandbox';
export { SandboxCluster } from './SandboxCluster';
export { DrivenClock, SystemClock, type Clock } from './clock';
export { type AccessRule } from './api/Authorizer';
export { FaultInjector } from './faults/FaultInjector';
export type {
  ActiveFault,
  ApplyFaultOptions,
  FaultDescription,
} from './faults/FaultInjector';
export type { FaultTarget, FaultTargetKind } from './faults/Fault';
export {
  DaemonSets,
  Deployments,
  Namespaces,
  Nodes,
  StatefulSets,
} from './api/resources';
