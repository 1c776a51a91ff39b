import type { HumanDuration } from '@backstage/types';

export interface Config {
  groundcrew?: {
    faults?: {
      alertmanager?: {
        /** Who may send alerts: nobody by default. */
        receivers?: Array<{
          /** As in `backend.auth.externalAccess`, of the token that Alertmanager sends; of `jwks` with its prefix `external:`. */
          subject: string;
          /** The cluster that all of its alerts are of. Left out: a label of each says it. */
          cluster?: string;
        }>;
        /** The label that says of which cluster an alert is: `cluster` by default. */
        clusterLabel?: string;
        /** From this importance on, 0 to 1, an alert is a fault: 0.5 by default. What is below is only recorded. */
        threshold?: number;
        /** An alert that was not heard of for so long is over: `{ days: 1 }` by default. Alertmanager repeats those that fire. */
        overAfter?: HumanDuration | string;
        /** For how long alerts that are over are kept: `{ days: 90 }` by default. */
        keepFor?: HumanDuration | string;
        /** Alertmanagers whose silences are read, and that are silenced for what is muted here. */
        servers?: Array<{
          /** What it is called in logs and on pages. */
          name: string;
          /** Where its API is, with the path before `/api/v2`. */
          url: string;
          /** The cluster that all of its alerts are of. Left out: a label of each says it. */
          cluster?: string;
          /**
           * Sent to it as a bearer token.
           * @visibility secret
           */
          token?: string;
        }>;
        /** How often silences are looked at: `{ seconds: 10 }` by default. */
        pollEvery?: HumanDuration | string;
      };
    };
  };
}
