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
  // Of a kind that is not known whole, as many as there are.
  const kinds = new Set(detectors.flatMap(({ subjects }) => subjects));
  const subjectsOf = new Map(
    [...kinds].map(kind => [kind, options.store.list(kind)]),
  );
  return mergeFindings(
    detectors.flatMap(detector =>
      detector.subjects
        .flatMap(kind => subjectsOf.get(kind) ?? [])
        .flatMap(
          subject => runDetector(detector, subject, context, onFailure) ?? [],
        ),
    ),
  );
}
