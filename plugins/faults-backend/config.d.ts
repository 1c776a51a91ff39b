import type { HumanDuration } from '@backstage/types';

export interface Config {
  groundcrew?: {
    faults?: {
      /** For which share of the time something is to be up. */
      slo?: {
        /**
         * More than 0 and less than 1; an entity may say otherwise by the annotation `groundcrew.io/slo-objective`. 0.999 by default.
         */
        objective?: number;
        /** By the name of an environment. */
        environments?: { [environment: string]: number };
      };
      runbooks?: {
        /** Those that come with Groundcrew. */
        shipped?: {
          /** Whether they are used: true by default. */
          enabled?: boolean;
          /** The entity whose TechDocs shows them, where one does. */
          entityRef?: string;
          /** Where they are in its documentation: `runbooks`. */
          docsPath?: string;
        };
        /** Where others are. One of the same file name takes the place of one that is shipped. */
        locations?: Array<{
          /** A folder or a file of this machine, or the address of one that an integration can read: `https://github.com/acme/docs/tree/main/runbooks`. */
          target: string;
          /** The entity whose TechDocs shows them. */
          entityRef?: string;
          /** Where they are in its documentation. */
          docsPath?: string;
        }>;
      };
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
        /**
         * Where something that is down is P1: `[prod, production]` by default. What has no environment is taken for production, too.
         */
        productionEnvironments?: string[];
      };
    };
  };
}
