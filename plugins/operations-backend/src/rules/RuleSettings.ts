import type { FreezeWindow } from './FreezeWindow';

/** A limit for people, and one for automations. */
export interface ActorLimit {
  users: number;
  automations: number;
}

/** How strict the rules are in one environment. */
export interface RuleSettings {
  /** Operations an hour on one target. */
  ratePerTarget: ActorLimit;
  /** Operations an hour in one cluster. */
  ratePerCluster: ActorLimit;
  /** After a change of a target, in milliseconds. */
  cooldownMs: ActorLimit;
  /** Of the wanted pods of a workload, so many percent stay ready as far as it is up to us. */
  healthyFloorPercent: number;
  /** Automations stop when more than so many percent of a cluster's workloads are unhealthy. */
  stormGuardPercent: number;
  freezeWindows: readonly FreezeWindow[];
}

const NONE: ActorLimit = { users: 0, automations: 0 };

/** What holds where config says nothing. */
export const defaultRuleSettings: RuleSettings = {
  ratePerTarget: { users: 30, automations: 3 },
  ratePerCluster: { users: 300, automations: 30 },
  cooldownMs: { ...NONE, automations: 5 * 60_000 },
  healthyFloorPercent: 0,
  stormGuardPercent: 30,
  freezeWindows: [],
};

/** What holds in `prod` besides, where config says nothing. */
export const defaultProductionRules: Partial<RuleSettings> = {
  healthyFloorPercent: 50,
};
