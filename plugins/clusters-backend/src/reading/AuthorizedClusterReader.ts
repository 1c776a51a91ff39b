import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  clustersReadPermission,
  clustersRegisterPermission,
  configurationReadPermission,
  objectsReadPermission,
  type ClusterDetail,
  type ClusterList,
  type EventList,
  type ObjectQuery,
  type ObjectView,
  type ReadTarget,
} from '@groundcrew/plugin-clusters-common';
import type {
  ReadAccess,
  TargetFilter,
} from '@groundcrew/plugin-clusters-node';
import type { ClusterReader } from './ClusterReader';
import { placeInWords } from './placeInWords';

type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/** What an {@link AuthorizedClusterReader} decides with. */
export interface AuthorizedClusterReaderOptions {
  reader: ClusterReader;
  access: ReadAccess;
  permissions: PermissionsService;
}

/** A {@link ClusterReader} that answers a person no more than they may read. */
export class AuthorizedClusterReader {
  readonly #reader: ClusterReader;
  readonly #access: ReadAccess;
  readonly #permissions: PermissionsService;

  static create(
    options: AuthorizedClusterReaderOptions,
  ): AuthorizedClusterReader {
    return new AuthorizedClusterReader(options);
  }

  private constructor(options: AuthorizedClusterReaderOptions) {
    this.#reader = options.reader;
    this.#access = options.access;
    this.#permissions = options.permissions;
  }

  /** The clusters that the person may see; what is wrong with others only for whoever could mend it. */
  async list(credentials: UserCredentials): Promise<ClusterList> {
    const list = this.#reader.list();
    const visible = await this.#access.filter(
      credentials,
      clustersReadPermission,
    );
    return {
      ...list,
      items: list.items.filter(({ name }) =>
        visible.allows(this.#reader.targetOf(name)),
      ),
      problems: (await this.#mayRegister(credentials, list.problems.length))
        ? list.problems
        : [],
    };
  }

  async detail(
    name: string,
    credentials: UserCredentials,
  ): Promise<ClusterDetail> {
    await this.#demand(
      credentials,
      clustersReadPermission,
      this.#reader.targetOf(name),
    );
    return this.#reader.detail(name);
  }

  async object(
    cluster: string,
    query: ObjectQuery,
    credentials: UserCredentials,
  ): Promise<ObjectView> {
    const target = this.#reader.targetOf(cluster, query);
    // Before the object is looked for: whether it exists is already an answer.
    await this.#demand(credentials, objectsReadPermission, target);
    const configuration = await this.#access.filter(
      credentials,
      configurationReadPermission,
    );
    return this.#reader.object(cluster, query, {
      showConfiguration: configuration.allows(target),
    });
  }

  async events(
    cluster: string,
    query: ObjectQuery,
    credentials: UserCredentials,
  ): Promise<EventList> {
    const target = this.#reader.targetOf(cluster, query);
    const readable = await this.#demand(
      credentials,
      objectsReadPermission,
      target,
    );
    return this.#reader.events(cluster, query, {
      includes: place => readable.allows(place),
    });
  }

  async #demand(
    credentials: UserCredentials,
    permission: ResourcePermission,
    target: ReadTarget,
  ): Promise<TargetFilter> {
    const filter = await this.#access.filter(credentials, permission);
    if (!filter.allows(target)) {
      throw new NotAllowedError(
        `You may not read this in ${placeInWords(
          target,
        )}. The permission that is missing is ${permission.name}`,
      );
    }
    return filter;
  }

  async #mayRegister(
    credentials: UserCredentials,
    problems: number,
  ): Promise<boolean> {
    if (problems === 0) {
      return false;
    }
    const [decision] = await this.#permissions.authorize(
      [{ permission: clustersRegisterPermission }],
      { credentials },
    );
    return decision.result === AuthorizeResult.ALLOW;
  }
}
