/**
 * Level-triggered loops for backends of Groundcrew.
 *
 * @packageDocumentation
 */

export {
  Controller,
  type ControllerOptions,
  type ReconcileResult,
} from './Controller';
export * from './lease';
export * from './queue';
