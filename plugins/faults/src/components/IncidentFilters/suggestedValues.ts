import type { IncidentSummary } from '@groundcrew/plugin-faults-common';
import type { TEXT_FILTERS } from './pageFilter';

/** What of an incident each filter may be filled with. */
export const suggestedValues: Record<
  (typeof TEXT_FILTERS)[number],
  (incident: IncidentSummary) => readonly (string | undefined)[]
> = {
  environment: ({ environment }) => [environment],
  cluster: ({ object }) => [object.cluster],
  entity: ({ entities }) => entities,
  fault: ({ fault }) => [fault],
};
