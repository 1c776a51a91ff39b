import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type {
  Actor,
  Preview,
  RuleVerdict,
  TargetContext,
} from '@groundcrew/plugin-operations-common';
import type { RecentOperation } from '../store/OperationStore';
import type { RuleSettings } from './RuleSettings';

/** What safety rules judge by. */
export interface RuleContext {
  /** By the database's clock, in milliseconds since 1970. */
  now: number;
  actor: Actor;
  target: TargetContext;
  /** Those that began in the cluster within the last hour, the newest first. Not the one that is judged. */
  recent: readonly RecentOperation[];
  settings: RuleSettings;
  store: ObjectStore;
  /** Undefined when only its availability is asked for. */
  preview?: Preview;
  /** Entities that depend on the one that it is asked for. */
  dependents: readonly string[];
}

/** What a rule says. */
export type Judgement = Pick<RuleVerdict, 'verdict' | 'message' | 'until'>;

/** One reason for which an operation may have to wait, or must not be. */
export interface SafetyRule {
  /** `cooldown`: its name in verdicts, docs and the audit trail. */
  id: string;
  /** Whether somebody with `groundcrew.operations.override` may run an operation all the same. */
  overridable: boolean;
  /** Pure. */
  judge(context: RuleContext): Judgement;
}

export const pass = (message: string): Judgement => ({
  verdict: 'pass',
  message,
});

export const wait = (message: string, until?: number): Judgement => ({
  verdict: 'wait',
  message,
  until: until === undefined ? undefined : new Date(until).toISOString(),
});

export const refuse = (message: string): Judgement => ({
  verdict: 'refuse',
  message,
});
