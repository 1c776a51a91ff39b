export type {
  FaultPlace,
  HealableFault,
  Misbehaviour,
  MisbehaviourName,
} from './HealableFault';
export { badReleases, overlappingReleases, refusedReleases } from './releases';
export { badReplicas } from './replicas';
