import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  healingConfigurePermission,
  type HealingMode,
  type HealingOverview,
  type HealingPolicy,
  type HealingView,
} from '@groundcrew/plugin-faults-common';
import type { Incidents } from '@groundcrew/plugin-faults-node';
import { newRecord } from '../healing/HealingRecord';
import { savedTime } from '../learning/savedTime';
import type { HealingSettings } from '../settings/HealingSettings';
import { policiesInForce, type PolicyInForce } from '../settings/PolicyInForce';
import type { HealingStore } from '../store/HealingStore';
import { healingViewOf, policyViewsOf } from './healingViews';
import { SolvedIncidents } from './SolvedIncidents';

/** What healing makes of an incident, and what the policies are about that it speaks of. */
export interface HealingExplanation extends HealingView {
  incident: number;
  policies: (Pick<HealingPolicy, 'id' | 'title' | 'why' | 'operations'> &
    Pick<PolicyInForce, 'enabled' | 'mode'> & {
      /** How far it goes in the environment of the incident. */
      modeHere: HealingMode;
    })[];
}

type Credentials = BackstageCredentials<BackstageUserPrincipal>;

/** Options of {@link HealingReader.create}. */
export interface HealingReaderOptions {
  /** Throws while incidents cannot be read yet. */
  incidents(): Pick<Incidents, 'getVisible' | 'since'>;
  permissions: PermissionsService;
  settings: HealingSettings;
  store: HealingStore;
}

/** Shows what healing does. */
export class HealingReader {
  readonly #options: HealingReaderOptions;
  readonly #solved: SolvedIncidents;

  static create(options: HealingReaderOptions): HealingReader {
    return new HealingReader(options);
  }

  private constructor(options: HealingReaderOptions) {
    this.#options = options;
    this.#solved = SolvedIncidents.create(options);
  }

  async overview(credentials: Credentials): Promise<HealingOverview> {
    const { permissions, settings, store } = this.#options;
    const [switches, counts, healed, solved, pauses, [decision]] =
      await Promise.all([
        store.switches(),
        store.counts(),
        store.healed(),
        this.#solved.all(),
        store.pauses(),
        permissions.authorize([{ permission: healingConfigurePermission }], {
          credentials,
        }),
      ]);
    return {
      policies: policyViewsOf(
        settings.policies,
        switches,
        counts,
        savedTime(healed, solved),
      ),
      furthest: Object.fromEntries(settings.furthest),
      pauses: pauses.map(({ pausedAt, ...pause }) => ({
        ...pause,
        pausedAt: new Date(pausedAt).toISOString(),
      })),
      mayConfigure: decision.result === AuthorizeResult.ALLOW,
    };
  }

  /**
   * The same as {@link HealingReader.ofIncident}, with what the policies are about that it speaks of.
   *
   * @throws NotFoundError when there is no such incident, or they may not see it
   */
  async explain(
    id: number,
    credentials: Credentials,
  ): Promise<HealingExplanation> {
    const { incidents, settings, store } = this.#options;
    const view = await this.ofIncident(id, credentials);
    const { environment } = await incidents().getVisible(id, credentials);
    const spokenOf = new Set([
      view.policy,
      ...view.attempts.map(({ policy }) => policy),
      ...view.passedOver.map(({ policy }) => policy),
    ]);
    return {
      ...view,
      incident: id,
      policies: policiesInForce(settings.policies, await store.switches())
        .filter(({ policy }) => spokenOf.has(policy.id))
        .map(({ enabled, mode, policy }) => ({
          id: policy.id,
          title: policy.title,
          why: policy.why,
          operations: policy.operations,
          enabled,
          mode,
          modeHere: settings.modeIn(environment, mode),
        })),
    };
  }

  /** @throws NotFoundError when there is no such incident, or they may not see it */
  async ofIncident(id: number, credentials: Credentials): Promise<HealingView> {
    const { incidents, store } = this.#options;
    const incident = await incidents().getVisible(id, credentials);
    return healingViewOf((await store.get(id)) ?? newRecord(incident));
  }
}
