import type { PermissionsService } from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  operationsAuditPermission,
  type AuditVerification,
} from '@groundcrew/plugin-operations-common';
import type { Requester } from '../access/Requester';

/** Says whether the audit trail is whole. */
export interface VerifiableTrail {
  verify(): Promise<AuditVerification>;
}

/** Lets those verify and export the audit trail who have `groundcrew.operations.audit`. */
export class AuthorizedAuditTrail {
  readonly #permissions: PermissionsService;
  readonly #trail: VerifiableTrail;

  static create(options: {
    permissions: PermissionsService;
    trail: VerifiableTrail;
  }): AuthorizedAuditTrail {
    return new AuthorizedAuditTrail(options.permissions, options.trail);
  }

  private constructor(permissions: PermissionsService, trail: VerifiableTrail) {
    this.#permissions = permissions;
    this.#trail = trail;
  }

  /** @throws NotAllowedError for everybody else, and for automations: the framework would allow them */
  async requireAccess({ actor, credentials }: Requester): Promise<void> {
    if (actor.type === 'user') {
      const [{ result }] = await this.#permissions.authorize(
        [{ permission: operationsAuditPermission }],
        { credentials },
      );
      if (result === AuthorizeResult.ALLOW) {
        return;
      }
    }
    throw new NotAllowedError(
      `You lack the permission ${operationsAuditPermission.name}`,
    );
  }

  async verify(requester: Requester): Promise<AuditVerification> {
    await this.requireAccess(requester);
    return await this.#trail.verify();
  }
}
