import type {
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import type {
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createTargetAuthorizer } from '@groundcrew/plugin-clusters-node';
import type { TargetContext } from '@groundcrew/plugin-operations-common';
import { operationTargetRules } from '@groundcrew/plugin-operations-node';
import type { AccessDecision } from './AccessDecision';
import type { AutomationGrants } from './AutomationGrants';
import type { Requester } from './Requester';

/** What one requester may do with one permission, on any target. */
export type TargetAccess = (target: TargetContext) => AccessDecision;

/**
 * Decides who may: people by the permission framework, with conditions on the target in memory; automations by config.
 *
 * @remarks
 *
 * Nothing is remembered: a decision on a verb is made when it is used.
 */
export class OperationAccess {
  readonly #permissions: PermissionsService;
  readonly #automations: AutomationGrants;
  readonly #isAllowed: (
    decision: PolicyDecision,
    target: TargetContext,
  ) => boolean;

  static create(options: {
    permissions: PermissionsService;
    automations: AutomationGrants;
    logger: LoggerService;
  }): OperationAccess {
    return new OperationAccess(options);
  }

  private constructor(options: {
    permissions: PermissionsService;
    automations: AutomationGrants;
    logger: LoggerService;
  }) {
    this.#permissions = options.permissions;
    this.#automations = options.automations;
    this.#isAllowed = createTargetAuthorizer({
      rules: operationTargetRules,
      subject: 'an operation',
      logger: options.logger,
    });
  }

  /** Who may ask for operations. */
  async toRun(
    requester: Requester,
    permission: ResourcePermission,
  ): Promise<TargetAccess> {
    const { actor } = requester;
    return actor.type === 'automation'
      ? target => this.#automations.decide(actor.subject, target)
      : this.#ofPerson(requester, permission);
  }

  /** Who may see what became of them: of automations, those that config knows. */
  async toRead(
    requester: Requester,
    permission: ResourcePermission,
  ): Promise<TargetAccess> {
    const { actor } = requester;
    if (actor.type === 'user') {
      return this.#ofPerson(requester, permission);
    }
    const decision: AccessDecision = this.#automations.knows(actor.subject)
      ? { allowed: true }
      : {
          allowed: false,
          reason: `groundcrew.operations.automations does not name ${actor.subject}`,
        };
    return () => decision;
  }

  /** What only people may do: approve, and override. */
  async forPeople(
    requester: Requester,
    permission: ResourcePermission,
  ): Promise<TargetAccess> {
    return requester.actor.type === 'user'
      ? this.#ofPerson(requester, permission)
      : () => ({ allowed: false, reason: 'only a person may do this' });
  }

  async #ofPerson(
    { credentials }: Requester,
    permission: ResourcePermission,
  ): Promise<TargetAccess> {
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    const denied: AccessDecision = {
      allowed: false,
      reason: `you lack the permission ${permission.name} for this target`,
    };
    return target =>
      this.#isAllowed(decision, target) ? { allowed: true } : denied;
  }
}
