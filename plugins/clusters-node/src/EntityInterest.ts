import { createServiceRef } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';

/** Somebody who looks at an entity now. */
export interface EntityReader {
  /** As fetched with the reader's credentials. */
  entity: Entity;
  /** The entity reference of the user. */
  userRef: string;
}

/** Knows who looks at which entity, so that changes are told to them and to nobody else. */
export interface EntityInterest {
  /** Renews the lease of a reader: for the next 60 s they are told by a signal when the entity's objects change. */
  renew(reader: EntityReader): void;
}

/** Tells readers of an entity that its objects changed. */
export const entityInterestServiceRef = createServiceRef<EntityInterest>({
  id: 'groundcrew.entity-interest',
  scope: 'plugin',
});
