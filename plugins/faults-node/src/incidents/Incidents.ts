import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  Explanation,
  IncidentPhase,
  IncidentSummary,
  MuteScope,
  Severity,
} from '@groundcrew/plugin-faults-common';

/**
 * An incident, for those who respond to it without being a person. Times are milliseconds since 1970.
 *
 * @public
 */
export interface RespondedIncident {
  id: number;
  cluster: string;
  environment?: string;
  phase: IncidentPhase;
  severity: Severity;
  entities: readonly string[];
  /** Everything that has suffered from it so far. */
  affected: readonly ObjectRef[];
  openedAt: number;
  acknowledgedAt?: number;
  /** Entity references of who acknowledged it, and of whom it is assigned to. */
  acknowledgedBy?: string;
  assignee?: string;
  /** Since when nothing is wrong any more; it is resolved when that lasts. */
  recoveringSince?: number;
  resolvedAt?: number;
  /** Why it ended: the cause was gone, it became part of another one, or a person said so. */
  resolution?: IncidentSummary['resolution'];
  /** The incident that it became a part of. */
  mergedInto?: number;
  /** Nobody is asked about it until then. */
  mutedUntil?: number;
  /** With the cause, what changed, and what may be done: the likeliest to help first. */
  explanation: Explanation;
}

/**
 * Causes that nobody is asked about until a time. Times are milliseconds since 1970.
 *
 * @public
 */
export interface ActiveMute extends MuteScope {
  id: number;
  reason: string;
  /** The entity reference of whoever asked for it. */
  createdBy: string;
  until: number;
}

/**
 * The incidents of the clusters that are linked.
 *
 * @public
 */
export interface Incidents {
  /** The clusters whose incidents this process keeps: no other one may respond to them at the same time. */
  owned(): string[];
  /** Those of a cluster that are not resolved, the newest first; at most 1,000. */
  current(cluster: string): Promise<RespondedIncident[]>;
  get(id: number): Promise<RespondedIncident | undefined>;
  /** @throws NotFoundError when there is none, or they may not see it */
  getVisible(
    id: number,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<RespondedIncident>;
  /**
   * Those that opened since a time and are over, the newest first; at most 1,000. Those that became a part of others are left out.
   *
   * @param credentials - of a person: those alone that they may see
   */
  since(
    from: number,
    credentials?: BackstageCredentials<BackstageUserPrincipal>,
  ): Promise<RespondedIncident[]>;
  /** What is muted now, in all clusters. Whoever subscribed is told when something else is. */
  mutes(): Promise<ActiveMute[]>;
  /** Told of the cluster whose incidents are not as they were, in the process that keeps them. */
  subscribe(onChange: (cluster: string) => void): () => void;
  /**
   * Writes a line into the history of an incident. With `isHealing` it says whether something is at work on it: then its phase is
   * `healing`; without, the phase stays as it is. Nothing happens to one that is resolved but for the line.
   */
  note(
    id: number,
    line: { message: string; isHealing?: boolean },
  ): Promise<void>;
}
