import type { OperationFilter } from '@groundcrew/plugin-operations-common';

/** What waits for a decision of whoever is signed in. */
export const WAITING_FOR_ME: OperationFilter = {
  waitingForMe: true,
  limit: 50,
};
