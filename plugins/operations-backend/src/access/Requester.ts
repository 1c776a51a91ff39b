import type {
  AuthService,
  BackstageCredentials,
  BackstageServicePrincipal,
  BackstageUserPrincipal,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { Actor } from '@groundcrew/plugin-operations-common';

/** Whoever asks, as their own credentials say: never as a request says. */
export type Requester =
  | {
      actor: Extract<Actor, { type: 'user' }>;
      credentials: BackstageCredentials<BackstageUserPrincipal>;
      /** The person and their groups. */
      ownershipRefs: readonly string[];
    }
  | {
      actor: Extract<Actor, { type: 'automation' }>;
      credentials: BackstageCredentials<BackstageServicePrincipal>;
      ownershipRefs: readonly string[];
    };

/** Tells who asks. */
export class Requesters {
  readonly #auth: AuthService;
  readonly #userInfo: UserInfoService;

  static create(options: {
    auth: AuthService;
    userInfo: UserInfoService;
  }): Requesters {
    return new Requesters(options.auth, options.userInfo);
  }

  private constructor(auth: AuthService, userInfo: UserInfoService) {
    this.#auth = auth;
    this.#userInfo = userInfo;
  }

  /** @throws NotAllowedError for anybody who is neither a user nor a service */
  async requesterOf(credentials: BackstageCredentials): Promise<Requester> {
    if (this.#auth.isPrincipal(credentials, 'user')) {
      const { ownershipEntityRefs } = await this.#userInfo.getUserInfo(
        credentials,
      );
      return {
        actor: {
          type: 'user',
          entityRef: credentials.principal.userEntityRef,
        },
        credentials,
        ownershipRefs: ownershipEntityRefs,
      };
    }
    if (this.#auth.isPrincipal(credentials, 'service')) {
      return {
        actor: {
          type: 'automation',
          subject: credentials.principal.subject,
        },
        credentials,
        ownershipRefs: [],
      };
    }
    throw new NotAllowedError('Sign in to work with operations');
  }
}
