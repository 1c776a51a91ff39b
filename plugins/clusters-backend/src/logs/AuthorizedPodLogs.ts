import type { Readable } from 'node:stream';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import type { PolicyDecision } from '@backstage/plugin-permission-common';
import {
  logsReadPermission,
  type ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import { placeInWords } from '../reading';
import type { LogSessions } from './LogSessions';
import type { PodLogRequest, PodLogs } from './PodLogs';

/** What {@link AuthorizedPodLogs} decides with. */
export interface AuthorizedPodLogsOptions {
  logs: PodLogs;
  sessions: LogSessions;
  clusters: ClustersService;
  permissions: PermissionsService;
  /** Applies a decision of the policy, with its conditions, to a place. */
  isAllowed: (decision: PolicyDecision, target: ReadTarget) => boolean;
}

/** {@link PodLogs} for a person: asks the policy each time, and ends with their token. */
export class AuthorizedPodLogs {
  readonly #options: AuthorizedPodLogsOptions;

  static create(options: AuthorizedPodLogsOptions): AuthorizedPodLogs {
    return new AuthorizedPodLogs(options);
  }

  private constructor(options: AuthorizedPodLogsOptions) {
    this.#options = options;
  }

  async open(
    request: PodLogRequest,
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    options: { signal: AbortSignal },
  ): Promise<Readable> {
    const { logs, sessions, clusters } = this.#options;
    // Fails for a cluster that there is not, whose places nobody can decide on.
    clusters.store(request.cluster);
    await this.#demand(
      credentials,
      clusters.targetOf(request.cluster, request.namespace),
    );
    return sessions.hold(credentials.principal.userEntityRef, () =>
      logs.open(request, {
        signal: options.signal,
        expiresAt: credentials.expiresAt,
      }),
    );
  }

  /** Not from the cache of decisions: a stream outlives it. */
  async #demand(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    target: ReadTarget,
  ): Promise<void> {
    const { permissions, isAllowed } = this.#options;
    const [decision] = await permissions.authorizeConditional(
      [{ permission: logsReadPermission }],
      { credentials },
    );
    if (!isAllowed(decision, target)) {
      throw new NotAllowedError(
        `You may not read logs in ${placeInWords(
          target,
        )}. The permission that is missing is ${logsReadPermission.name}`,
      );
    }
  }
}
