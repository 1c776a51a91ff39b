import type {
  AuditorService,
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { InputError, NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  audited,
  type ClustersService,
} from '@groundcrew/plugin-clusters-node';
import {
  healingConfigurePermission,
  type HealingPause,
  type HealingReset,
  type HealingSwitch,
} from '@groundcrew/plugin-faults-common';
import { targetKey } from '@groundcrew/plugin-operations-common';
import type { HealingSettings } from '../settings/HealingSettings';
import type { HealingStore } from '../store/HealingStore';

type Credentials = BackstageCredentials<BackstageUserPrincipal>;

/** Options of {@link HealingCommands.create}. */
export interface HealingCommandsOptions {
  auditor: AuditorService;
  clusters: Pick<ClustersService, 'clusters'>;
  permissions: PermissionsService;
  settings: HealingSettings;
  store: HealingStore;
  /** Told when a policy or a pause is not as it was. */
  onChange(): void;
}

/** Switches policies and pauses healing, for those who may. */
export class HealingCommands {
  readonly #options: HealingCommandsOptions;

  static create(options: HealingCommandsOptions): HealingCommands {
    return new HealingCommands(options);
  }

  private constructor(options: HealingCommandsOptions) {
    this.#options = options;
  }

  /** @throws NotFoundError for a policy that there is not; NotAllowedError when they may not */
  async switchPolicy(
    policy: string,
    change: HealingSwitch,
    credentials: Credentials,
  ): Promise<void> {
    const { settings, store } = this.#options;
    await this.#audited(
      'healing-policy-switch',
      { ...change, policy },
      credentials,
      async () => {
        if (!settings.policies.some(each => each.policy.id === policy)) {
          throw new NotFoundError(`There is no healing policy '${policy}'`);
        }
        await store.switch({
          ...change,
          policy,
          changedBy: credentials.principal.userEntityRef,
          changedAt: Date.now(),
        });
      },
    );
  }

  /** @throws InputError for a cluster that there is not; NotAllowedError when they may not */
  async pause(request: HealingPause, credentials: Credentials): Promise<void> {
    const { clusters, store } = this.#options;
    const { cluster, paused, reason } = request;
    await this.#audited(
      paused ? 'healing-pause' : 'healing-resume',
      { ...request },
      credentials,
      async () => {
        if (!paused) {
          await store.resume(cluster);
          return;
        }
        const isLinked = clusters
          .clusters()
          .some(({ name }) => name === cluster);
        if (cluster !== undefined && !isLinked) {
          throw new InputError(`There is no cluster '${cluster}'`);
        }
        await store.pause({
          cluster,
          reason,
          pausedBy: credentials.principal.userEntityRef,
          pausedAt: Date.now(),
        });
      },
    );
  }

  /** @throws NotFoundError for a policy that there is not; NotAllowedError when they may not */
  async resetLearning(
    { fault, object, policy, reason }: HealingReset,
    credentials: Credentials,
  ): Promise<void> {
    const { settings, store } = this.#options;
    const scope = { policy, fault, target: object && targetKey(object) };
    await this.#audited(
      'healing-learning-reset',
      { ...scope, reason },
      credentials,
      async () => {
        const isKnown = settings.policies.some(
          each => each.policy.id === policy,
        );
        if (policy !== undefined && !isKnown) {
          throw new NotFoundError(`There is no healing policy '${policy}'`);
        }
        await store.unlearn(scope);
      },
    );
  }

  async #audited(
    eventId: string,
    meta: Record<string, string | boolean | undefined>,
    credentials: Credentials,
    work: () => Promise<void>,
  ): Promise<void> {
    const { auditor, onChange } = this.#options;
    await audited(
      { auditor, eventId, severityLevel: 'high', meta },
      async () => {
        await this.#require(credentials);
        await work();
      },
    );
    onChange();
  }

  async #require(credentials: Credentials): Promise<void> {
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission: healingConfigurePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `To switch policies, to pause healing and to reset what it has learnt takes the permission ${healingConfigurePermission.name}`,
      );
    }
  }
}
