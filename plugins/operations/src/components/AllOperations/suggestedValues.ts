import {
  actorName,
  type OperationSummary,
} from '@groundcrew/plugin-operations-common';
import type { TEXT_FILTERS } from './pageFilter';

/** What of an operation each filter may be filled with. */
export const suggestedValues: Record<
  (typeof TEXT_FILTERS)[number],
  (operation: OperationSummary) => readonly (string | undefined)[]
> = {
  entity: ({ entityRef }) => [entityRef],
  cluster: ({ target }) => [target.cluster],
  environment: ({ environment }) => [environment],
  verb: ({ operation }) => [operation],
  actor: ({ requestedBy }) => [actorName(requestedBy)],
};
