import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FaultDetector } from './detectors';

/**
 * Where modules add detectors.
 *
 * @public
 */
export interface FaultsExtensionPoint {
  /** @throws ConflictError when there is a detector of that id already, or another fault of one of its faults' ids */
  addDetector(...detectors: FaultDetector[]): void;
}

/**
 * Where modules add detectors.
 *
 * @public
 */
export const faultsExtensionPoint = createExtensionPoint<FaultsExtensionPoint>({
  id: 'groundcrew.faults',
});
