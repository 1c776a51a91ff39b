import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError, NotFoundError } from '@backstage/errors';
import { objectsReadPermission } from '@groundcrew/plugin-clusters-common';
import type {
  ClustersService,
  ReadAccess,
} from '@groundcrew/plugin-clusters-node';
import type { OperationTarget } from '@groundcrew/plugin-operations-common';
import type { AutomationGrants } from '../access/AutomationGrants';
import type { Requester } from '../access/Requester';
import type { CatalogEntities } from '../targets/CatalogEntities';
import type { Targets } from '../targets/Targets';

/** Options of {@link TargetVisibility.create}. */
export interface TargetVisibilityOptions {
  access: ReadAccess;
  automations: AutomationGrants;
  clusters: ClustersService;
  entities: CatalogEntities;
  targets: Targets;
}

/** What somebody may not see, they cannot ask about. */
export class TargetVisibility {
  readonly #options: TargetVisibilityOptions;

  static create(options: TargetVisibilityOptions): TargetVisibility {
    return new TargetVisibility(options);
  }

  private constructor(options: TargetVisibilityOptions) {
    this.#options = options;
  }

  /**
   * @returns the entity on whose page it is asked for, as the requester may see it
   * @throws NotFoundError when the requester may not see the target or the entity, as when there is none; InputError when
   * the target is none of the entity's; NotAllowedError for an automation that config does not name
   */
  async require(
    requester: Requester,
    target: OperationTarget,
    entityRef: string | undefined,
  ): Promise<Entity | undefined> {
    const { access, automations, clusters, entities, targets } = this.#options;
    const requireOwner = (entity: Entity) => {
      targets.requireTargetOf(entity, target);
      return entity;
    };
    if (requester.actor.type === 'automation') {
      const { subject } = requester.actor;
      if (!automations.knows(subject)) {
        throw new NotAllowedError(
          `groundcrew.operations.automations grants nothing to ${subject}`,
        );
      }
      return entityRef
        ? requireOwner(await entities.get(entityRef))
        : undefined;
    }
    const { credentials } = requester as Extract<
      Requester,
      { actor: { type: 'user' } }
    >;
    const filter = await access.filter(credentials, objectsReadPermission);
    const { cluster, namespace, kind, name } = target;
    if (!filter.allows(clusters.targetOf(cluster, namespace))) {
      throw new NotFoundError(`There is no ${kind} ${name} in ${cluster}`);
    }
    if (!entityRef) {
      return undefined;
    }
    return requireOwner(await access.entity(credentials, entityRef));
  }
}
