import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  Permission,
  PermissionCriteria,
  PermissionCondition,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import {
  clustersReadPermission,
  clustersRegisterPermission,
  objectsReadPermission,
  RESOURCE_TYPE_READ_TARGET,
} from '@groundcrew/plugin-clusters-common';
import {
  createReadTargetConditionalDecision,
  readTargetConditions,
} from '@groundcrew/plugin-clusters-node';
import {
  healingConfigurePermission,
  incidentsRespondPermission,
} from '@groundcrew/plugin-faults-common';
import {
  operationsApprovePermission,
  operationsAuditPermission,
  operationsReadPermission,
  operationsRunPermission,
  RESOURCE_TYPE_OPERATION_TARGET,
} from '@groundcrew/plugin-operations-common';
import {
  createOperationTargetConditionalDecision,
  operationTargetConditions,
} from '@groundcrew/plugin-operations-node';
import { sandboxControlPermission } from '../sandbox';
import { PolicyRoles } from './PolicyRoles';
import { SystemGroups } from './SystemGroups';

const { isInEnvironment, isTargetOwnedBy } = readTargetConditions;

type ReadCriteria = PermissionCriteria<
  PermissionCondition<typeof RESOURCE_TYPE_READ_TARGET>
>;

const allow: PolicyDecision = { result: AuthorizeResult.ALLOW };
const deny: PolicyDecision = { result: AuthorizeResult.DENY };

/** What {@link GroundcrewPermissionPolicy} needs. */
export interface GroundcrewPermissionPolicyOptions {
  roles: PolicyRoles;
  systemGroups: SystemGroups;
  /** Where developers may read logs and configuration of what their groups own. */
  developerEnvironments: string[];
}

/**
 * An example to start from.
 *
 * @remarks
 *
 * | | developer | owner | operator | viewer |
 * |---|---|---|---|---|
 * | clusters | all | all | all | all |
 * | workloads, pods, events | of the groups in their Systems | as a developer | all | all |
 * | logs, values of configuration | of their groups, where developers may | of their groups | all | none |
 * | answer for incidents | of what their groups own | as a developer | all | none |
 * | ask for operations | on what their groups own | as a developer | all | none |
 * | see operations | on what the groups in their Systems own | as a developer | all | all |
 * | approve operations of others | none | on what their groups own | all | none |
 * | override safety rules, verify and export the audit trail | no | no | yes | no |
 * | register clusters | no | no | yes | no |
 * | switch healing policies, pause healing | no | no | yes | no |
 * | break things in the sandbox | yes | yes | yes | yes |
 * | everything else in Backstage | yes | yes | yes | read |
 */
export class GroundcrewPermissionPolicy implements PermissionPolicy {
  readonly #options: GroundcrewPermissionPolicyOptions;

  static create(
    options: GroundcrewPermissionPolicyOptions,
  ): GroundcrewPermissionPolicy {
    return new GroundcrewPermissionPolicy(options);
  }

  private constructor(options: GroundcrewPermissionPolicyOptions) {
    this.#options = options;
  }

  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) {
      return deny;
    }
    const { ownershipEntityRefs } = user.info;
    const role = this.#options.roles.roleOf(ownershipEntityRefs);

    // A toy: it is there to be played with, and breaks nothing that is real.
    if (isPermission(permission, sandboxControlPermission)) {
      return allow;
    }
    if (role === 'operator') {
      return allow;
    }
    if (
      isPermission(permission, clustersRegisterPermission) ||
      isPermission(permission, healingConfigurePermission) ||
      isPermission(permission, operationsAuditPermission)
    ) {
      return deny;
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_OPERATION_TARGET)) {
      return this.#operations(role, ownershipEntityRefs, permission);
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_READ_TARGET)) {
      if (isPermission(permission, clustersReadPermission)) {
        return allow;
      }
      const groups = ownershipEntityRefs.filter(ref =>
        ref.startsWith('group:'),
      );
      const criteria = await this.#readCriteria(permission, role, groups);
      return typeof criteria === 'boolean'
        ? { result: criteria ? AuthorizeResult.ALLOW : AuthorizeResult.DENY }
        : createReadTargetConditionalDecision(permission, criteria);
    }
    const { action } = permission.attributes;
    return role === 'viewer' && action && action !== 'read' ? deny : allow;
  }

  async #readCriteria(
    permission: Permission,
    role: 'owner' | 'developer' | 'viewer',
    groups: string[],
  ): Promise<boolean | ReadCriteria> {
    if (isPermission(permission, objectsReadPermission)) {
      return await this.#visibleObjects(role, groups);
    }
    if (isPermission(permission, incidentsRespondPermission)) {
      return role !== 'viewer' && isTargetOwnedBy({ groups });
    }
    return this.#readableContents(role, groups);
  }

  async #visibleObjects(
    role: 'owner' | 'developer' | 'viewer',
    groups: string[],
  ): Promise<boolean | ReadCriteria> {
    if (role === 'viewer') {
      return true;
    }
    return isTargetOwnedBy({
      groups: await this.#options.systemGroups.neighboursOf(groups),
    });
  }

  /** Whether an operation that was permitted needs an approval is a matter of config. */
  async #operations(
    role: 'owner' | 'developer' | 'viewer',
    ownershipEntityRefs: string[],
    permission: ResourcePermission<typeof RESOURCE_TYPE_OPERATION_TARGET>,
  ): Promise<PolicyDecision> {
    const groups = ownershipEntityRefs.filter(ref => ref.startsWith('group:'));
    const onTargetsOf = (owners: string[]) =>
      createOperationTargetConditionalDecision(
        permission,
        operationTargetConditions.isTargetOwnedBy({ groups: owners }),
      );
    if (isPermission(permission, operationsReadPermission)) {
      return role === 'viewer'
        ? allow
        : onTargetsOf(await this.#options.systemGroups.neighboursOf(groups));
    }
    if (role === 'viewer') {
      return deny;
    }
    const isAllowed =
      isPermission(permission, operationsRunPermission) ||
      (role === 'owner' &&
        isPermission(permission, operationsApprovePermission));
    return isAllowed ? onTargetsOf(groups) : deny;
  }

  /** Logs and configuration: what may hold what a passer-by should not see. */
  #readableContents(
    role: 'owner' | 'developer' | 'viewer',
    groups: string[],
  ): boolean | ReadCriteria {
    switch (role) {
      case 'owner':
        return isTargetOwnedBy({ groups });
      case 'developer':
        return {
          allOf: [
            isTargetOwnedBy({ groups }),
            isInEnvironment({
              environments: this.#options.developerEnvironments,
            }),
          ],
        };
      default:
        return false;
    }
  }
}
