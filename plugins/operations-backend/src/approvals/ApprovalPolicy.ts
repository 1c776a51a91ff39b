import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import {
  isRiskAtLeast,
  riskSchema,
  type Approval,
  type Risk,
  type TargetContext,
} from '@groundcrew/plugin-operations-common';

/** Stands for the group that owns the target. */
const TARGET_OWNER = 'target-owner';

const DAY_MS = 24 * 3_600_000;

interface ApprovalRule {
  environments: readonly string[] | undefined;
  operations: readonly string[] | undefined;
  minRisk: Risk;
  approvers: readonly string[];
  needed: number;
  expiresAfterMs: number;
  exempt: readonly string[];
}

/** Says for which operations somebody else has to agree: the first rule of config that fits. */
export class ApprovalPolicy {
  readonly #rules: readonly ApprovalRule[];

  /** @param config - `groundcrew.operations` */
  static fromConfig(config: Config | undefined): ApprovalPolicy {
    const rules = config?.getOptionalConfigArray('approvals') ?? [];
    return new ApprovalPolicy(rules.map(readRule));
  }

  private constructor(rules: readonly ApprovalRule[]) {
    this.#rules = rules;
  }

  /**
   * The approval that an operation needs, or undefined.
   *
   * @param requesterRefs - the ownership references of whoever asks; empty for an automation
   * @param now - in milliseconds since 1970
   */
  approvalFor(
    target: TargetContext,
    requesterRefs: readonly string[],
    now: number,
  ): Approval | undefined {
    const rule = this.#rules.find(
      ({ environments, operations, minRisk }) =>
        (!environments || environments.includes(target.environment ?? '')) &&
        (!operations || operations.includes(target.operation)) &&
        isRiskAtLeast(target.risk, minRisk),
    );
    if (!rule || rule.exempt.some(ref => requesterRefs.includes(ref))) {
      return undefined;
    }
    return {
      approvers: rule.approvers.flatMap(approver =>
        approver === TARGET_OWNER ? target.owner ?? [] : approver,
      ),
      needed: rule.needed,
      expiresAt: new Date(now + rule.expiresAfterMs).toISOString(),
      decisions: [],
    };
  }
}

function readRule(rule: Config): ApprovalRule {
  const minRisk = riskSchema.safeParse(
    rule.getOptionalString('minRisk') ?? 'low',
  );
  if (!minRisk.success) {
    throw new InputError(
      `minRisk in groundcrew.operations.approvals is one of ${riskSchema.options.join(
        ', ',
      )}`,
    );
  }
  const needed = rule.getOptionalNumber('needed') ?? 1;
  if (!Number.isInteger(needed) || needed < 1) {
    throw new InputError(
      `needed in groundcrew.operations.approvals is how many have to agree: 1 or more, and is ${needed}`,
    );
  }
  const approvers = rule.getOptionalStringArray('approvers') ?? [TARGET_OWNER];
  if (approvers.length === 0) {
    // Left empty it would mean whoever has the permission, which is not what it looks like.
    throw new InputError(
      'approvers in groundcrew.operations.approvals names nobody: leave it out for the owner of the target',
    );
  }
  return {
    environments: rule.getOptionalStringArray('environments'),
    operations: rule.getOptionalStringArray('operations'),
    minRisk: minRisk.data,
    approvers,
    needed,
    expiresAfterMs: rule.has('expiresAfter')
      ? durationToMilliseconds(
          readDurationFromConfig(rule, { key: 'expiresAfter' }),
        )
      : DAY_MS,
    exempt: rule.getOptionalStringArray('exempt') ?? [],
  };
}
