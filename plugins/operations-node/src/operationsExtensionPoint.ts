import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { OperationDefinition } from './definitions';

/**
 * Where modules add verbs.
 *
 * @public
 */
export interface OperationsExtensionPoint {
  /** @throws ConflictError when there is an operation of that id already */
  addOperation(...definitions: OperationDefinition[]): void;
}

/**
 * Where modules add verbs.
 *
 * @public
 */
export const operationsExtensionPoint =
  createExtensionPoint<OperationsExtensionPoint>({
    id: 'groundcrew.operations',
  });
