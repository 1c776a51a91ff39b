import { randomUUID } from 'node:crypto';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type {
  Registration,
  RegistrationInput,
} from '@groundcrew/plugin-clusters-common';
import type { Unsubscribe } from '@groundcrew/plugin-clusters-node';
import type {
  ClusterLocator,
  LocatedCluster,
  LocatedClusters,
} from '../locators/ClusterLocator';
import type {
  ClusterRegistryStore,
  RegistrationRecord,
} from './ClusterRegistryStore';
import type { CredentialCipher } from './CredentialCipher';
import { directConnection } from './directConnection';
import type { InlineConnection } from './InlineConnection';

/** What a {@link ClusterRegistry} is made of. */
export interface ClusterRegistryOptions {
  store: ClusterRegistryStore;
  cipher: CredentialCipher;
  logger: LoggerService;
  now?: () => Date;
}

/** The clusters that people registered at run time, with their credentials sealed. */
export class ClusterRegistry implements ClusterLocator {
  readonly origin = 'registry';

  readonly #store: ClusterRegistryStore;
  readonly #cipher: CredentialCipher;
  readonly #logger: LoggerService;
  readonly #now: () => Date;
  readonly #listeners = new Set<() => void>();
  #seenRevision: number | undefined;

  static create(options: ClusterRegistryOptions): ClusterRegistry {
    return new ClusterRegistry(options);
  }

  private constructor(options: ClusterRegistryOptions) {
    this.#store = options.store;
    this.#cipher = options.cipher;
    this.#logger = options.logger;
    this.#now = options.now ?? (() => new Date());
  }

  /** Every registered cluster that can be opened; the others are problems. */
  async list(): Promise<LocatedClusters> {
    const located: LocatedClusters = { clusters: [], problems: [] };
    for (const record of await this.#store.list()) {
      const opened = this.#open(record);
      if ('problem' in opened) {
        located.problems.push({
          cluster: record.name,
          message: opened.problem,
        });
      } else {
        located.clusters.push(describe(record, opened.connection));
      }
    }
    return located;
  }

  subscribe(onChange: () => void): Unsubscribe {
    this.#listeners.add(onChange);
    return () => this.#listeners.delete(onChange);
  }

  /** What is registered, for people: no address, no credential. */
  async registrations(): Promise<Registration[]> {
    const records = await this.#store.list();
    return records.map(record => {
      const opened = this.#open(record);
      return {
        ...registrationOf(record),
        problem: 'problem' in opened ? opened.problem : undefined,
      };
    });
  }

  /**
   * Refuses early, and in words, what `register` would refuse.
   *
   * @throws InputError when no encryption key is configured.
   */
  demandKey(): void {
    this.#cipher.demandKey();
  }

  /**
   * @throws InputError when no encryption key is configured.
   * @throws ConflictError when the name is taken.
   */
  async register(
    input: Omit<RegistrationInput, 'connection'>,
    connection: InlineConnection,
    registeredBy: string,
  ): Promise<Registration> {
    const id = randomUUID();
    const record: RegistrationRecord = {
      id,
      name: input.name,
      title: input.title,
      environment: input.environment,
      region: input.region,
      connection: this.#cipher.seal(
        JSON.stringify(connection),
        boundTo({ id, name: input.name }),
      ),
      registeredBy,
      registeredAt: this.#now().toISOString(),
    };
    await this.#store.insert(record);
    this.#announce();
    return registrationOf(record);
  }

  /** @throws NotFoundError when it is not registered. */
  async remove(name: string): Promise<void> {
    await this.#store.remove(name);
    this.#announce();
  }

  /** Notices what other backends on the same database have changed. To be called every few seconds. */
  async noticeChanges(): Promise<void> {
    const revision = await this.#store.revision();
    const before = this.#seenRevision;
    this.#seenRevision = revision;
    if (before !== undefined && before !== revision) {
      this.#announce();
    }
  }

  /** Seals with the present key what was sealed with an earlier one, so that the earlier one can be taken away. */
  async resealWithPresentKey(): Promise<void> {
    const keyId = this.#cipher.sealingKeyId;
    if (keyId === undefined) {
      return;
    }
    for (const record of await this.#store.list()) {
      if (record.connection.keyId === keyId) {
        continue;
      }
      try {
        const plaintext = this.#cipher.open(record.connection, boundTo(record));
        const sealed = this.#cipher.seal(plaintext, boundTo(record));
        await this.#store.reseal(record.id, record.connection, sealed);
        this.#logger.info(
          `Encrypted the credentials of cluster '${record.name}' with the key '${keyId}'`,
        );
      } catch (error) {
        this.#logger.warn(
          `Cannot encrypt the credentials of cluster '${
            record.name
          }' with the key '${keyId}': ${toError(error).message}`,
        );
      }
    }
  }

  #open(
    record: RegistrationRecord,
  ): { connection: InlineConnection } | { problem: string } {
    try {
      const plaintext = this.#cipher.open(record.connection, boundTo(record));
      return { connection: JSON.parse(plaintext) };
    } catch (error) {
      return { problem: toError(error).message };
    }
  }

  #announce(): void {
    for (const listener of this.#listeners) {
      listener();
    }
  }
}

/** Ties sealed credentials to their row: moved to another, they cannot be opened. */
function boundTo(record: { id: string; name: string }): string {
  return JSON.stringify([record.name, record.id]);
}

function describe(
  record: RegistrationRecord,
  connection: InlineConnection,
): LocatedCluster {
  return {
    name: record.name,
    title: record.title,
    environment: record.environment,
    region: record.region,
    origin: 'registry',
    connection: directConnection(connection),
  };
}

function registrationOf(record: RegistrationRecord): Registration {
  return {
    name: record.name,
    title: record.title,
    environment: record.environment,
    region: record.region,
    registeredBy: record.registeredBy,
    registeredAt: record.registeredAt,
  };
}
