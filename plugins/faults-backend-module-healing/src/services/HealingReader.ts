import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  healingConfigurePermission,
  type HealingOverview,
  type HealingView,
} from '@groundcrew/plugin-faults-common';
import type { Incidents } from '@groundcrew/plugin-faults-node';
import { newRecord } from '../healing/HealingRecord';
import type { HealingSettings } from '../settings/HealingSettings';
import type { HealingStore } from '../store/HealingStore';
import { healingViewOf, policyViewsOf } from './healingViews';

type Credentials = BackstageCredentials<BackstageUserPrincipal>;

/** Options of {@link HealingReader.create}. */
export interface HealingReaderOptions {
  /** Throws while incidents cannot be read yet. */
  incidents(): Pick<Incidents, 'getVisible'>;
  permissions: PermissionsService;
  settings: HealingSettings;
  store: HealingStore;
}

/** Shows what healing does. */
export class HealingReader {
  readonly #options: HealingReaderOptions;

  static create(options: HealingReaderOptions): HealingReader {
    return new HealingReader(options);
  }

  private constructor(options: HealingReaderOptions) {
    this.#options = options;
  }

  async overview(credentials: Credentials): Promise<HealingOverview> {
    const { permissions, settings, store } = this.#options;
    const [switches, counts, pauses, [decision]] = await Promise.all([
      store.switches(),
      store.counts(),
      store.pauses(),
      permissions.authorize([{ permission: healingConfigurePermission }], {
        credentials,
      }),
    ]);
    return {
      policies: policyViewsOf(settings.policies, switches, counts),
      furthest: Object.fromEntries(settings.furthest),
      pauses: pauses.map(({ pausedAt, ...pause }) => ({
        ...pause,
        pausedAt: new Date(pausedAt).toISOString(),
      })),
      mayConfigure: decision.result === AuthorizeResult.ALLOW,
    };
  }

  /** @throws NotFoundError when there is no such incident, or they may not see it */
  async ofIncident(id: number, credentials: Credentials): Promise<HealingView> {
    const { incidents, store } = this.#options;
    const incident = await incidents().getVisible(id, credentials);
    return healingViewOf((await store.get(id)) ?? newRecord(incident));
  }
}
