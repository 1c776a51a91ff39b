import type { Readable } from 'node:stream';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  logsReadPermission,
  type ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import { placeInWords } from '../reading';
import type { LogSessions } from './LogSessions';
import type { PodLogRequest, PodLogs } from './PodLogs';

/** What {@link AuthorizedPodLogs} decides with. */
export interface AuthorizedPodLogsOptions {
  logs: PodLogs;
  sessions: LogSessions;
  clusters: ClustersService;
  /** Keeps no decision: a stream outlives what others may keep. */
  freshAccess: Pick<ReadAccess, 'filter'>;
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

  async #demand(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    target: ReadTarget,
  ): Promise<void> {
    const filter = await this.#options.freshAccess.filter(
      credentials,
      logsReadPermission,
    );
    if (!filter.allows(target)) {
      throw new NotAllowedError(
        `You may not read logs in ${placeInWords(
          target,
        )}. The permission that is missing is ${logsReadPermission.name}`,
      );
    }
  }
}
