import type {
  Approval,
  RuleVerdict,
  VerbAvailability,
} from '@groundcrew/plugin-operations-common';
import type { AccessDecision } from '../access/AccessDecision';
import { decisiveVerdict } from '../rules';
import type { AssessedOperation } from './Assessor';
import { approversInWords } from '../approvals/approversInWords';

/** What decides whether a verb may be used. */
export interface AvailabilityFacts {
  assessed: AssessedOperation;
  run: AccessDecision;
  override: AccessDecision;
  /** Whether it is asked for to be run past rules. */
  isOverridden: boolean;
  verdicts: RuleVerdict[];
  approval: Approval | undefined;
  reasonRequired: boolean;
}

/** Whether a verb may be used, and why not otherwise. Pure. */
export function availabilityOf(facts: AvailabilityFacts): VerbAvailability {
  const { assessed, reasonRequired, verdicts } = facts;
  const { context, definition, located } = assessed;
  const { outcome, reason } = outcomeOf(facts);
  const against = verdicts.filter(({ verdict }) => verdict !== 'pass');
  return {
    operation: definition.id,
    title: definition.title,
    risk: context.risk,
    outcome,
    reason,
    approval: approvalInWords(facts.approval),
    reasonRequired,
    verdicts,
    overridable:
      against.length > 0
        ? facts.run.allowed &&
          facts.override.allowed &&
          against.every(({ overridable }) => overridable)
        : undefined,
    fields: outcome === 'unsuitable' ? [] : definition.fields?.(located) ?? [],
  };
}

function outcomeOf({
  approval,
  assessed,
  isOverridden,
  override,
  run,
  verdicts,
}: AvailabilityFacts): Pick<VerbAvailability, 'outcome' | 'reason'> {
  const unsuitable = assessed.definition.unsuitable?.(assessed.located);
  if (unsuitable) {
    return { outcome: 'unsuitable', reason: unsuitable };
  }
  if (!run.allowed) {
    return { outcome: 'denied', reason: run.reason };
  }
  if (isOverridden && !override.allowed) {
    return { outcome: 'denied', reason: override.reason };
  }
  const decisive = decisiveVerdict(verdicts, isOverridden);
  if (decisive?.verdict === 'refuse') {
    return {
      outcome: 'denied',
      reason: `${decisive.rule}: ${decisive.message}`,
    };
  }
  if (approval) {
    return { outcome: 'needs-approval', reason: approvalInWords(approval) };
  }
  return {
    outcome: 'allowed',
    reason: decisive && `will wait: ${decisive.message}`,
  };
}

function approvalInWords(approval: Approval | undefined): string | undefined {
  if (!approval) {
    return undefined;
  }
  return approval.approvers.length > 0
    ? `needs the approval of ${approversInWords(approval.approvers)}`
    : 'needs an approval, and nobody owns the target: set its owner, or approvers in groundcrew.operations.approvals';
}
