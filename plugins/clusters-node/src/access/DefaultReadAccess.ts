import { createHash } from 'node:crypto';
import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  AuthorizeResult,
  PolicyDecision,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { ReadTarget } from '@groundcrew/plugin-clusters-common';
import { readTargetRules } from '../permissions/readTargetRules';
import type { ReadAccess, TargetFilter } from '../ReadAccess';
import { BriefCache } from './BriefCache';
import { createTargetAuthorizer } from './createTargetAuthorizer';

/**
 * What {@link DefaultReadAccess} asks, and the clock by which its answers grow old.
 *
 * @public
 */
export interface DefaultReadAccessOptions {
  permissions: PermissionsService;
  catalog: CatalogService;
  logger?: LoggerService;
  /** How long decisions and entities are kept; 10 s at most, which is the default. */
  milliseconds?: number;
  /** How many decisions, and how many entities, are kept at most; default 10 000. */
  maxEntries?: number;
  now?: () => number;
}

const MAX_MILLISECONDS = 10_000;

/**
 * Asks the permission framework and the catalog, as the person, and remembers for a moment.
 *
 * @public
 */
export class DefaultReadAccess implements ReadAccess {
  readonly #options: DefaultReadAccessOptions;
  readonly #filters: BriefCache<TargetFilter>;
  readonly #entities: BriefCache<Entity>;
  readonly #isAllowed: (
    decision: PolicyDecision,
    target: ReadTarget,
  ) => boolean;

  private constructor(options: DefaultReadAccessOptions) {
    this.#options = options;
    this.#isAllowed = createTargetAuthorizer({
      rules: readTargetRules,
      subject: 'reading',
      logger: options.logger,
    });
    const limits = {
      milliseconds: Math.min(
        options.milliseconds ?? MAX_MILLISECONDS,
        MAX_MILLISECONDS,
      ),
      maxEntries: options.maxEntries ?? 10_000,
      now: options.now ?? Date.now,
    };
    this.#filters = new BriefCache(limits);
    this.#entities = new BriefCache(limits);
  }

  static create(options: DefaultReadAccessOptions): DefaultReadAccess {
    return new DefaultReadAccess(options);
  }

  async entity(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    entityRef: string,
  ): Promise<Entity> {
    const ref = canonicalRef(entityRef);
    return await this.#entities.get(
      keyOf(credentials, ref),
      async () => {
        const entity = await this.#options.catalog.getEntityByRef(ref, {
          credentials,
        });
        if (!entity) {
          // The same for what does not exist and for what this person may not see.
          throw new NotFoundError(`There is no entity '${ref}'`);
        }
        return entity;
      },
      credentials.expiresAt?.getTime(),
    );
  }

  async filter(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    permission: ResourcePermission,
  ): Promise<TargetFilter> {
    return await this.#filters.get(
      keyOf(credentials, permission.name),
      async () => {
        const [decision] = await this.#options.permissions.authorizeConditional(
          [{ permission }],
          { credentials },
        );
        return this.#filterOf(decision);
      },
      credentials.expiresAt?.getTime(),
    );
  }

  #filterOf(decision: PolicyDecision): TargetFilter {
    if (decision.result !== AuthorizeResult.CONDITIONAL) {
      const isAllowed = decision.result === AuthorizeResult.ALLOW;
      return {
        allows: () => isAllowed,
        signature: isAllowed ? 'all' : 'none',
      };
    }
    return {
      allows: target => this.#isAllowed(decision, target),
      signature: createHash('sha256')
        .update(JSON.stringify(decision.conditions))
        .digest('base64url')
        .slice(0, 22),
    };
  }
}

/** Decisions belong to a person and a token: a new token may come with new groups. */
function keyOf(
  credentials: BackstageCredentials<BackstageUserPrincipal>,
  rest: string,
): string {
  return JSON.stringify([
    credentials.principal.userEntityRef,
    credentials.expiresAt?.getTime(),
    rest,
  ]);
}

function canonicalRef(entityRef: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(entityRef));
  } catch {
    throw new InputError(
      `'${entityRef}' is not an entity reference such as 'component:default/checkout'`,
    );
  }
}
