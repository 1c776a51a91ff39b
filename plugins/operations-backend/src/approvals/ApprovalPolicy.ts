import { readDurationFromConfig, type Config } from '@backstage/config';
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
    return new ApprovalPolicy(
      rules.map(rule => ({
        environments: rule.getOptionalStringArray('environments'),
        operations: rule.getOptionalStringArray('operations'),
        minRisk: riskSchema.parse(rule.getOptionalString('minRisk') ?? 'low'),
        approvers: rule.getOptionalStringArray('approvers') ?? [TARGET_OWNER],
        needed: rule.getOptionalNumber('needed') ?? 1,
        expiresAfterMs: rule.has('expiresAfter')
          ? durationToMilliseconds(
              readDurationFromConfig(rule, { key: 'expiresAfter' }),
            )
          : DAY_MS,
        exempt: rule.getOptionalStringArray('exempt') ?? [],
      })),
    );
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
