import type { Config } from '@backstage/config';
import {
  isRiskAtLeast,
  riskSchema,
  type TargetContext,
} from '@groundcrew/plugin-operations-common';
import { z } from 'zod/v3';
import type { AccessDecision } from './AccessDecision';

const grantSchema = z.object({
  subject: z.string().min(1),
  operations: z.array(z.string()).min(1),
  environments: z.array(z.string()).min(1),
  maxRisk: riskSchema.default('low'),
});

type Grant = z.infer<typeof grantSchema>;

/**
 * What config lets automations do. The permission framework allows every service everything, so it is not asked about them.
 */
export class AutomationGrants {
  readonly #grants: readonly Grant[];

  /** @param config - `groundcrew.operations` */
  static fromConfig(config: Config | undefined): AutomationGrants {
    return new AutomationGrants(
      z.array(grantSchema).parse(config?.getOptional('automations') ?? [], {
        path: ['groundcrew', 'operations', 'automations'],
      }),
    );
  }

  private constructor(grants: readonly Grant[]) {
    this.#grants = grants;
  }

  /** Whether config names this principal at all. Those that it names may read what became of operations. */
  knows(subject: string): boolean {
    return this.#grants.some(grant => grant.subject === subject);
  }

  decide(subject: string, target: TargetContext): AccessDecision {
    const own = this.#grants.filter(grant => grant.subject === subject);
    const granted = own.some(
      ({ operations, environments, maxRisk }) =>
        (operations.includes('*') || operations.includes(target.operation)) &&
        (environments.includes('*') ||
          environments.includes(target.environment ?? '')) &&
        isRiskAtLeast(maxRisk, target.risk),
    );
    if (granted) {
      return { allowed: true };
    }
    const where = target.environment ?? 'an unknown environment';
    return {
      allowed: false,
      reason: `groundcrew.operations.automations grants ${subject} no ${target.operation} of ${target.risk} risk in ${where}`,
    };
  }
}
