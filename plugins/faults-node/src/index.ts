/**
 * What detectors of faults, and sources of evidence for them, build on.
 *
 * @packageDocumentation
 */

export * from './detectors';
export * from './evidence';
export {
  faultsExtensionPoint,
  type FaultsExtensionPoint,
} from './faultsExtensionPoint';
export * from './incidents';
