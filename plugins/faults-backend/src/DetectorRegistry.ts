import { ConflictError } from '@backstage/errors';
import type {
  EvidenceSource,
  FaultDetector,
  FaultsExtensionPoint,
} from '@groundcrew/plugin-faults-node';

/** The detectors that are installed, and the sources of evidence that modules bring. */
export class DetectorRegistry implements FaultsExtensionPoint {
  readonly #detectors = new Map<string, FaultDetector>();
  readonly #faults = new Map<string, string>();
  readonly #sources = new Map<string, EvidenceSource>();

  static create(detectors: readonly FaultDetector[] = []): DetectorRegistry {
    const registry = new DetectorRegistry();
    registry.addDetector(...detectors);
    return registry;
  }

  private constructor() {}

  addDetector(...detectors: FaultDetector[]): void {
    for (const detector of detectors) {
      if (this.#detectors.has(detector.id)) {
        throw new ConflictError(
          `There is a detector '${detector.id}' already: give yours another id`,
        );
      }
      this.#detectors.set(detector.id, detector);
      for (const { id, title } of detector.faults) {
        // Two detectors may find the same fault by different evidence.
        if ((this.#faults.get(id) ?? title) !== title) {
          throw new ConflictError(
            `There is another fault '${id}' already: give that of the detector '${detector.id}' another id`,
          );
        }
        this.#faults.set(id, title);
      }
    }
  }

  addEvidence(...sources: EvidenceSource[]): void {
    for (const source of sources) {
      if (this.#sources.has(source.id)) {
        throw new ConflictError(
          `There is a source of evidence '${source.id}' already: give yours another id`,
        );
      }
      this.#sources.set(source.id, source);
    }
  }

  evidence(): EvidenceSource[] {
    return [...this.#sources.values()];
  }

  /** The ids of all faults that detectors know. */
  faultIds(): ReadonlySet<string> {
    return new Set(this.#faults.keys());
  }

  all(): FaultDetector[] {
    return [...this.#detectors.values()];
  }
}
