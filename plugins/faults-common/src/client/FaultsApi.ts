import type { AlertList } from '../alerts';
import type { FaultsView } from '../causes';
import type { DetectorList } from '../detectors';
import type {
  HealingOverview,
  HealingPause,
  HealingReset,
  HealingSwitch,
  HealingTrial,
  HealingTrialRequest,
  HealingView,
} from '../healing';
import type { IncidentDetail, IncidentList } from '../incidents';
import type { Mute, MuteList, MuteRequest } from '../mutes';
import type { NoticesView } from '../notices';
import type { ReliabilityView } from '../reliability';
import type { IncidentCommand, IncidentFilter } from '../requests';
import type { IncidentRunbooks, Runbook, RunbookList } from '../runbooks';

/**
 * What every call takes.
 *
 * @public
 */
export interface FaultsRequestOptions {
  /** Ends the request when it is aborted. */
  signal?: AbortSignal;
}

/**
 * Asks what is wrong, and answers for it. Every call rejects with a `ResponseError` that says what to do.
 *
 * @public
 */
export interface FaultsApi {
  /** What is wrong with an entity now. */
  getFaults(
    entityRef: string,
    options?: FaultsRequestOptions,
  ): Promise<FaultsView>;
  /** How an entity did over so many days; 30 by default. */
  getReliability(
    entityRef: string,
    query?: { days?: number },
    options?: FaultsRequestOptions,
  ): Promise<ReliabilityView>;
  listIncidents(
    filter?: IncidentFilter,
    options?: FaultsRequestOptions,
  ): Promise<IncidentList>;
  getIncident(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<IncidentDetail>;
  commandIncident(
    id: number,
    command: IncidentCommand,
    options?: FaultsRequestOptions,
  ): Promise<IncidentDetail>;
  /** A draft of what is to be learnt from an incident, in Markdown. */
  getPostMortem(id: number, options?: FaultsRequestOptions): Promise<string>;
  /** The runbooks that fit an incident, the best first. */
  getIncidentRunbooks(
    id: number,
    options?: FaultsRequestOptions,
  ): Promise<IncidentRunbooks>;
  /** All runbooks, and the files that should be some and are not. */
  listRunbooks(options?: FaultsRequestOptions): Promise<RunbookList>;
  getRunbook(id: string, options?: FaultsRequestOptions): Promise<Runbook>;
  listMutes(options?: FaultsRequestOptions): Promise<MuteList>;
  createMute(
    request: MuteRequest,
    options?: FaultsRequestOptions,
  ): Promise<Mute>;
  endMute(id: number, options?: FaultsRequestOptions): Promise<void>;
  /** Alerts of Prometheus. Refused with 404 where they are not installed. */
  listAlerts(options?: FaultsRequestOptions): Promise<AlertList>;
  /** Which detectors ask most of people, and which are in trouble. */
  listDetectors(
    query?: { days?: number },
    options?: FaultsRequestOptions,
  ): Promise<DetectorList>;
  /** What healing makes of an incident. Refused with 404 where healing is not installed. */
  getHealing(id: number, options?: FaultsRequestOptions): Promise<HealingView>;
  listHealing(options?: FaultsRequestOptions): Promise<HealingOverview>;
  /** Who was told of an incident. Refused with 404 where nothing that tells people is installed. */
  getNotices(id: number, options?: FaultsRequestOptions): Promise<NoticesView>;
  switchPolicy(
    policy: string,
    request: HealingSwitch,
    options?: FaultsRequestOptions,
  ): Promise<HealingOverview>;
  pauseHealing(
    request: HealingPause,
    options?: FaultsRequestOptions,
  ): Promise<HealingOverview>;
  /** Says what a policy would have made of incidents that are over. Nothing is done. */
  tryPolicy(
    request: HealingTrialRequest,
    options?: FaultsRequestOptions,
  ): Promise<HealingTrial>;
  /** Forgets what healing has learnt of a policy, a fault or an object. */
  resetLearning(
    request: HealingReset,
    options?: FaultsRequestOptions,
  ): Promise<HealingOverview>;
}
