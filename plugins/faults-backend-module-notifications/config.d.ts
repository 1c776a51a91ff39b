import type { HumanDuration } from '@backstage/types';

export interface Config {
  groundcrew?: {
    faults?: {
      notifications?: {
        /** Who is told of which incidents; the first that fits counts. Default: the owner, of P0 and P1 at once, of the rest after healing. */
        routes?: Array<{
          /** Default: `route` with its number. */
          name?: string;
          /** What an incident has to be. What is left out may be anything. */
          match?: {
            severities?: Array<'P0' | 'P1' | 'P2' | 'P3'>;
            environments?: string[];
            clusters?: string[];
            /** Entity references of what suffers. */
            entities?: string[];
            /** Entity references of who owns that. */
            owners?: string[];
            /** Ids of faults. */
            faults?: string[];
            categories?: Array<
              | 'admission'
              | 'scheduling'
              | 'startup'
              | 'runtime'
              | 'routing'
              | 'performance'
              | 'rollout'
              | 'configuration'
              | 'infrastructure'
            >;
          };
          /** Each `owner`, an entity reference, or `oncall:` with the name of a rotation. Empty: nobody is told. */
          recipients: string[];
          /** When people are at work: outside of it they are told when it begins. Left out: at any time. */
          calendar?: {
            /** IANA: `Europe/Berlin`. */
            timeZone: string;
            /** Default: Monday to Friday. */
            days?: Array<'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun'>;
            /** `09:00` */
            from: string;
            /** `17:00`; `24:00` for the end of the day. */
            to: string;
          };
          /** Left out: told at once. */
          healFirst?: {
            /** For how long healing goes first. */
            within: HumanDuration | string;
            /** What is told when it healed: `quiet` (the default) is one notification of low severity. */
            whenHealed?: 'quiet' | 'none';
          };
          /** Who is told when nobody acknowledged it so long after the first were told. */
          escalate?: Array<{ afterMinutes: number; recipients: string[] }>;
        }>;
        /** Who is told where nobody else can be found. */
        fallback?: string[];
        /** Who is on call, by the name of the rotation. */
        onCall?: {
          [name: string]: {
            /** Entity references, one after the other. */
            users: string[];
            /** IANA: `Europe/Berlin`. */
            timeZone: string;
            handover: {
              weekday?: 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';
              /** `09:00` */
              time: string;
            };
            /** How many days each one has. Default: 7. */
            days?: number;
            /** The day on which the first one begins: `2026-01-05`. */
            from?: string;
          };
        };
        /** What comes back, or grows, so soon is not told again. Default: 10 minutes. */
        mergeWithin?: HumanDuration | string;
        /** What opens within so long is told together. Default: 2 seconds. */
        gather?: HumanDuration | string;
        /** In so long it is known whether healing does anything. Default: 10 seconds. */
        grace?: HumanDuration | string;
        /** From how many incidents in a cluster, within how long, they are told as one. Default: 10 within 5 minutes. */
        storm?: { incidents?: number; within?: HumanDuration | string };
        /** For how long it is kept who was told. Default: 400 days. */
        keepFor?: HumanDuration | string;
      };
    };
  };
}
