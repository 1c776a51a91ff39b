import type {
  BackstageCredentials,
  BackstageUserPrincipal,
} from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { ReadTarget } from '@groundcrew/plugin-clusters-common';
import type { ResourcePermission } from '@backstage/plugin-permission-common';

/**
 * Which targets one person may read with one permission.
 *
 * @public
 */
export interface TargetFilter {
  allows(target: ReadTarget): boolean;
  /** Equal for decisions that allow the same targets: fit for the key of a cache of answers. */
  readonly signature: string;
}

/**
 * Decides what a person may read. Decisions and entities are kept for at most 10 s for each token, permission and entity.
 *
 * @public
 */
export interface ReadAccess {
  /** @throws NotFoundError when there is no such entity, or the person may not see it. */
  entity(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    entityRef: string,
  ): Promise<Entity>;
  filter(
    credentials: BackstageCredentials<BackstageUserPrincipal>,
    permission: ResourcePermission,
  ): Promise<TargetFilter>;
}
