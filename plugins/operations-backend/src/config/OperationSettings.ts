import { readDurationFromConfig, type Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';
import { ApprovalPolicy } from '../approvals/ApprovalPolicy';
import { AutomationGrants } from '../access/AutomationGrants';
import { RuleBook } from '../rules/RuleBook';

/** What `groundcrew.operations` says. */
export class OperationSettings {
  static fromConfig(root: Config): OperationSettings {
    const config = root.getOptionalConfig('groundcrew.operations');
    return new OperationSettings(
      readCount(config, 'maxReplicas') ?? 50,
      readCount(config, 'maxRunningPerCluster') ?? 10,
      config?.has('presence')
        ? durationToMilliseconds(
            readDurationFromConfig(config, { key: 'presence' }),
          )
        : 15 * 60_000,
      config?.getOptionalStringArray('reasonRequiredIn') ?? ['prod'],
      ApprovalPolicy.fromConfig(config),
      AutomationGrants.fromConfig(config),
      RuleBook.fromConfig(config),
    );
  }

  private constructor(
    /** How many replicas a workload may be given. */
    readonly maxReplicas: number,
    readonly maxRunningPerCluster: number,
    /** How long somebody counts as present after the last time that they were, in milliseconds. */
    readonly presenceMs: number,
    readonly reasonRequiredIn: readonly string[],
    readonly approvals: ApprovalPolicy,
    readonly automations: AutomationGrants,
    readonly rules: RuleBook,
  ) {}

  isReasonRequired(environment: string | undefined): boolean {
    return (
      environment !== undefined && this.reasonRequiredIn.includes(environment)
    );
  }
}

function readCount(
  config: Config | undefined,
  key: string,
): number | undefined {
  const count = config?.getOptionalNumber(key);
  if (count !== undefined && (!Number.isInteger(count) || count < 1)) {
    throw new InputError(
      `groundcrew.operations.${key} has to be a whole number of at least 1, and is ${count}`,
    );
  }
  return count;
}
