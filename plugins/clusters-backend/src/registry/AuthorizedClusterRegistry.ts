import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  clustersRegisterPermission,
  type ConnectionTestInput,
  type ConnectionTestResult,
  type Registration,
  type RegistrationInput,
  type RegistrationList,
} from '@groundcrew/plugin-clusters-common';
import type { ClustersService } from '@groundcrew/plugin-clusters-node';
import type { ClusterRegistry } from './ClusterRegistry';
import type { ConnectionTester } from './ConnectionTester';

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What an {@link AuthorizedClusterRegistry} decides with. */
export interface AuthorizedClusterRegistryOptions {
  registry: ClusterRegistry;
  tester: ConnectionTester;
  clusters: Pick<ClustersService, 'clusters'>;
  permissions: PermissionsService;
}

/** A {@link ClusterRegistry} for people who may register clusters, and for nobody else. */
export class AuthorizedClusterRegistry {
  readonly #options: AuthorizedClusterRegistryOptions;

  static create(
    options: AuthorizedClusterRegistryOptions,
  ): AuthorizedClusterRegistry {
    return new AuthorizedClusterRegistry(options);
  }

  private constructor(options: AuthorizedClusterRegistryOptions) {
    this.#options = options;
  }

  async test(
    input: ConnectionTestInput,
    credentials: UserCredentials,
  ): Promise<ConnectionTestResult> {
    await this.#demand(credentials);
    const { result } = await this.#options.tester.test(input.connection);
    return result;
  }

  /** Tests the connection, as only what was seen to work is kept. */
  async register(
    input: RegistrationInput,
    credentials: UserCredentials,
  ): Promise<Registration> {
    await this.#demand(credentials);
    const { registry, tester, clusters } = this.#options;
    registry.demandKey();
    if (clusters.clusters().some(({ name }) => name === input.name)) {
      throw new ConflictError(
        `There is a cluster '${input.name}' already. Choose another name`,
      );
    }
    const { result, connection } = await tester.test(input.connection);
    if (!connection) {
      const failed = result.checks.find(check => check.outcome === 'failed');
      throw new InputError(
        `The cluster was not registered. ${failed?.message}`,
      );
    }
    return registry.register(
      input,
      connection,
      credentials.principal.userEntityRef,
    );
  }

  async remove(name: string, credentials: UserCredentials): Promise<void> {
    await this.#demand(credentials);
    await this.#options.registry.remove(name);
  }

  async list(credentials: UserCredentials): Promise<RegistrationList> {
    await this.#demand(credentials);
    const registrations = await this.#options.registry.registrations();
    const known = new Map(
      this.#options.clusters
        .clusters()
        .map(cluster => [cluster.name, cluster.origin]),
    );
    return {
      items: registrations.map(each => {
        const origin = known.get(each.name);
        return origin && origin !== 'registry'
          ? {
              ...each,
              problem: `Not in use: its name is also that of a cluster from ${origin}, which comes first`,
            }
          : each;
      }),
    };
  }

  async #demand(credentials: UserCredentials): Promise<void> {
    const [decision] = await this.#options.permissions.authorize(
      [{ permission: clustersRegisterPermission }],
      { credentials },
    );
    if (decision.result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `You may not register clusters. The permission that is missing is ${clustersRegisterPermission.name}`,
      );
    }
  }
}
