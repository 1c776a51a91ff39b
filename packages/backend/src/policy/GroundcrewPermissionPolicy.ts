import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  PermissionCriteria,
  PermissionCondition,
  PolicyDecision,
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
 * | register clusters | no | no | yes | no |
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
    if (isPermission(permission, clustersRegisterPermission)) {
      return deny;
    }
    if (isResourcePermission(permission, RESOURCE_TYPE_READ_TARGET)) {
      if (isPermission(permission, clustersReadPermission)) {
        return allow;
      }
      const groups = ownershipEntityRefs.filter(ref =>
        ref.startsWith('group:'),
      );
      const criteria = isPermission(permission, objectsReadPermission)
        ? await this.#visibleObjects(role, groups)
        : this.#readableContents(role, groups);
      return typeof criteria === 'boolean'
        ? { result: criteria ? AuthorizeResult.ALLOW : AuthorizeResult.DENY }
        : createReadTargetConditionalDecision(permission, criteria);
    }
    const { action } = permission.attributes;
    return role === 'viewer' && action && action !== 'read' ? deny : allow;
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
