import type { KindName } from '@groundcrew/plugin-clusters-node';
import type { FaultDetector } from './FaultDetector';

/**
 * Defines a detector. Give the kinds as literals, and `detect` knows the types of its subjects.
 *
 * @public
 */
export function createDetector<const K extends KindName>(
  detector: FaultDetector<K>,
): FaultDetector {
  // It is handed nothing but objects of its kinds.
  return detector as unknown as FaultDetector;
}
