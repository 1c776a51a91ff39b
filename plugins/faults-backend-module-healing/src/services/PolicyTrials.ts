import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  healingConfigurePermission,
  type healingTrialRequestSchema,
  type HealingTrial,
} from '@groundcrew/plugin-faults-common';
import type { Incidents } from '@groundcrew/plugin-faults-node';
import type { z } from 'zod/v3';
import { conditionOf, type HealingSettings } from '../settings/HealingSettings';
import type { PolicyInForce } from '../settings/PolicyInForce';
import { tryPolicy } from '../trial/tryPolicy';

type Credentials = BackstageCredentials<BackstageUserPrincipal>;
type Request = z.output<typeof healingTrialRequestSchema>;

const DAY_MS = 24 * 60 * 60_000;
const MOST_ENTRIES = 200;

/** Options of {@link PolicyTrials.create}. */
export interface PolicyTrialsOptions {
  /** Throws while incidents cannot be read yet. */
  incidents(): Pick<Incidents, 'since'>;
  permissions: PermissionsService;
  settings: HealingSettings;
}

/** Tries policies on incidents that are over. Nothing is done about anything. */
export class PolicyTrials {
  readonly #options: PolicyTrialsOptions;

  static create(options: PolicyTrialsOptions): PolicyTrials {
    return new PolicyTrials(options);
  }

  private constructor(options: PolicyTrialsOptions) {
    this.#options = options;
  }

  /**
   * Looks at the incidents that the person may see.
   *
   * @throws NotFoundError for a policy that there is not; InputError for one that is not in order; NotAllowedError for one of their own, when they
   *   may not configure healing
   */
  async try(
    { days, mode, policy }: Request,
    credentials: Credentials,
  ): Promise<HealingTrial> {
    const { incidents, settings } = this.#options;
    const tried = await this.#policy(policy, credentials);
    const over = await incidents().since(
      Date.now() - days * DAY_MS,
      credentials,
    );
    const entries = tryPolicy({
      policy: tried,
      incidents: over,
      modeIn: environment => settings.modeIn(environment, mode),
    });
    const count = (verdict: string) =>
      entries.filter(entry => entry.verdict === verdict).length;
    return {
      days,
      looked: over.length,
      matched: entries.length,
      acts: count('acts'),
      proposes: count('proposes'),
      entries: entries.slice(0, MOST_ENTRIES),
    };
  }

  async #policy(
    policy: Request['policy'],
    credentials: Credentials,
  ): Promise<PolicyInForce> {
    if (typeof policy === 'string') {
      const known = this.#options.settings.policies.find(
        each => each.policy.id === policy,
      );
      if (!known) {
        throw new NotFoundError(`There is no healing policy '${policy}'`);
      }
      return known;
    }
    // Its condition is evaluated here.
    const [{ result }] = await this.#options.permissions.authorize(
      [{ permission: healingConfigurePermission }],
      { credentials },
    );
    if (result !== AuthorizeResult.ALLOW) {
      throw new NotAllowedError(
        `To try a policy of one's own takes the permission ${healingConfigurePermission.name}`,
      );
    }
    return {
      policy,
      mode: 'auto',
      enabled: true,
      condition:
        policy.condition === undefined ? undefined : conditionOf(policy),
    };
  }
}
