import { applications } from './applications';
import { churn } from './churn';
import type { Control } from './Control';
import { drains } from './drains';
import { jobCompletions } from './jobs';
import { rollOuts } from './rollOuts';
import { scaling } from './scaling';
import { slowStarts } from './slowStarts';

export { COMPRESSION, HOUR_OF_CHURN } from './churn';
export type { Control, ControlSite } from './Control';
export { Town } from './Town';

/** Everything that happens though nothing is wrong. */
export const controls: readonly Control[] = [
  rollOuts,
  scaling,
  drains,
  jobCompletions,
  slowStarts,
  applications,
  churn,
];
