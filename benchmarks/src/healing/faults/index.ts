export { decays } from './decays';
export type {
  Decay,
  FaultPlace,
  HealableFault,
  Misbehaviour,
  MisbehaviourName,
} from './HealableFault';
export { badReleases, overlappingReleases, refusedReleases } from './releases';
