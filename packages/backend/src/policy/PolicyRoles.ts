import { Config } from '@backstage/config';

/** What a person is to the policy. */
export type Role = 'operator' | 'owner' | 'developer' | 'viewer';

/** Tells the role of a person from the groups that they belong to. */
export class PolicyRoles {
  readonly #members: Array<{ role: Role; refs: Set<string> }>;

  /** Reads `groundcrew.policy`. */
  static fromConfig(config: Config): PolicyRoles {
    const refs = (key: string) =>
      new Set(config.getOptionalStringArray(`groundcrew.policy.${key}`));
    return new PolicyRoles([
      { role: 'operator', refs: refs('operators') },
      // Before the owners: who is put among the viewers is meant to have no more than that.
      { role: 'viewer', refs: refs('viewers') },
      { role: 'owner', refs: refs('owners') },
    ]);
  }

  private constructor(members: Array<{ role: Role; refs: Set<string> }>) {
    this.#members = members;
  }

  /**
   * The role of a person; whoever is not named is a developer.
   *
   * @param ownershipEntityRefs - the person and their groups, as their token has them
   */
  roleOf(ownershipEntityRefs: readonly string[]): Role {
    return (
      this.#members.find(({ refs }) =>
        ownershipEntityRefs.some(ref => refs.has(ref)),
      )?.role ?? 'developer'
    );
  }
}
