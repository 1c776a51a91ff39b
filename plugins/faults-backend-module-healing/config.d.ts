import type { HumanDuration } from '@backstage/types';

export interface Config {
  groundcrew?: {
    faults?: {
      healing?: {
        /** How far policies go of which nothing else is said. Default: `observe`. */
        defaultMode?: 'observe' | 'approve' | 'auto';
        /** The furthest that any policy goes, by the name of an environment: `{ prod: approve }`. */
        furthest?: { [environment: string]: 'observe' | 'approve' | 'auto' };
        /** For how long it is kept what was done: `{ days: 400 }` by default. */
        keepFor?: HumanDuration | string;
        /** What is different about the policies that are shipped, and others. */
        policies?: Array<{
          /** Of one that is shipped, or of one's own. */
          id: string;
          mode?: 'observe' | 'approve' | 'auto';
          /** Default: true. */
          enabled?: boolean;
          /** This and the rest: of a policy of one's own, or to replace one that is shipped. */
          title?: string;
          /** Why it helps, in one sentence. */
          why?: string;
          trigger?: {
            /** Ids of faults. */
            faults: string[];
            /** Left out: any. */
            environments?: string[];
            /** How bad an incident may be for this to go on without a person. Default: `P1`. */
            worstSeverity?: 'P0' | 'P1' | 'P2' | 'P3';
          };
          /** CEL over `incident`, `object` and `changes`. */
          condition?: string;
          /** `heals` by default; what `contains` stays until the incident is over. */
          effect?: 'heals' | 'contains';
          /** Of what is proposed, what it may ask for: ids such as `kubernetes.restart`. */
          operations?: string[];
          limits?: {
            /** On one incident: 1 to 3. */
            attempts: number;
            /** Between two attempts on one target. */
            cooldownSeconds: number;
            /** Within so many seconds the incident has to be over. */
            helpsWithinSeconds: number;
          };
          /** Of several that fit, the highest acts. */
          priority?: number;
        }>;
      };
    };
  };
}
