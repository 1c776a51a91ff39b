import type { HealingPolicy } from '@groundcrew/plugin-faults-common';
import { capacityPolicies } from './capacity';
import { imagePolicies } from './images';
import { memoryPolicies } from './memory';
import { nodePolicies } from './nodes';
import { releasePolicies, templatePolicies } from './releases';
import { replicaPolicies } from './replicas';
import { rolloutPolicies } from './rollouts';
import { volumePolicies } from './volumes';

/** The policies that come with the module, those of most worth first. */
export const shippedPolicies: readonly HealingPolicy[] = [
  ...releasePolicies,
  ...imagePolicies,
  ...memoryPolicies,
  ...rolloutPolicies,
  ...nodePolicies,
  ...templatePolicies,
  ...replicaPolicies,
  ...volumePolicies,
  ...capacityPolicies,
];
