import type { FaultDetector } from '@groundcrew/plugin-faults-node';
import { crash } from './crash';
import { outOfMemory } from './outOfMemory';
import { probes } from './probes';
import { scaledToZero } from './scaledToZero';
import { flapping } from './flapping';
import { podEnd } from './podEnd';
import { jobs } from './jobs';
import { hungJobs } from './hungJobs';
import { cronJobs } from './cronJobs';
import { rollouts } from './rollouts';
import { autoscalers } from './autoscalers';
import { disruptionBudgets } from './disruptionBudgets';

/** What ends a container, or keeps it from its work. */
export const runtimeDetectors: FaultDetector[] = [
  outOfMemory,
  probes,
  crash,
  scaledToZero,
  flapping,
  podEnd,
  jobs,
  hungJobs,
  cronJobs,
  rollouts,
  autoscalers,
  disruptionBudgets,
];
