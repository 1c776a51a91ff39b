/**
 * What modules of operations, and plugins that ask for operations, build on.
 *
 * @packageDocumentation
 */

export * from './definitions';
export {
  operationsExtensionPoint,
  type OperationsExtensionPoint,
} from './operationsExtensionPoint';
export * from './permissions';
export * from './service';
