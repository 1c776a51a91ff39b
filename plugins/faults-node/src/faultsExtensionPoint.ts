import { createExtensionPoint } from '@backstage/backend-plugin-api';
import type { FaultDetector } from './detectors';
import type { EvidenceSource } from './evidence';

/**
 * Where modules add detectors, and evidence for them.
 *
 * @public
 */
export interface FaultsExtensionPoint {
  /** @throws ConflictError when there is a detector of that id already, or another fault of one of its faults' ids */
  addDetector(...detectors: FaultDetector[]): void;
  /**
   * Of several that know the same fact, the first is believed; what is unusual is taken from all.
   *
   * @throws ConflictError when there is a source of that id already
   */
  addEvidence(...sources: EvidenceSource[]): void;
}

/**
 * Where modules add detectors, and evidence for them.
 *
 * @public
 */
export const faultsExtensionPoint = createExtensionPoint<FaultsExtensionPoint>({
  id: 'groundcrew.faults',
});
