import type { HumanDuration } from '@backstage/types';

export interface Config {
  groundcrew?: {
    faults?: {
      incidents?: {
        /**
         * For how long nothing may be wrong before an incident is resolved: `{ minutes: 1 }` by default.
         */
        quietPeriod?: HumanDuration | string;
        /**
         * A cause that comes back within this time reopens its incident: `{ minutes: 30 }` by default.
         */
        reopenWithin?: HumanDuration | string;
        /**
         * For how long incidents that are resolved are kept: `{ days: 400 }` by default.
         */
        keepFor?: HumanDuration | string;
      };
    };
  };
}
