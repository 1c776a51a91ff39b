import type { Finding } from '@groundcrew/plugin-faults-common';
import type {
  DetectorContext,
  FaultDetector,
} from '@groundcrew/plugin-faults-node';
import { mergeFindings } from './mergeFindings';
import { ReadingStore } from './ReadingStore';
import { runDetector, type OnDetectorFailure } from './runDetector';

/** What {@link findingsOf} looks at. */
export interface FindingsOfOptions
  extends Omit<DetectorContext, 'lookAgainAt'> {
  /** Told of detectors that throw; the others go on. */
  onFailure?: OnDetectorFailure;
}

/** Everything that detectors find in a cluster as it is now, one finding for each fault of each object. */
export function findingsOf(
  detectors: readonly FaultDetector[],
  { onFailure = () => {}, ...options }: FindingsOfOptions,
): Finding[] {
  const store = ReadingStore.create(options.store);
  const context: DetectorContext = {
    ...options,
    store,
    lookAgainAt: () => {},
  };
  return mergeFindings(
    detectors.flatMap(detector =>
      detector.subjects.flatMap(kind =>
        store
          .list(kind)
          .flatMap(subject =>
            runDetector(detector, subject, context, onFailure),
          ),
      ),
    ),
  );
}
