import {
  createClusterFixture,
  type FixtureObjects,
} from '@groundcrew/plugin-clusters-node/testUtils';
import {
  createEvidenceReader,
  type EvidenceReader,
  type FaultDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';

/**
 * What a detector is tried on.
 *
 * @public
 */
export interface DetectInOptions {
  /** As YAML or as they are; all that the cluster holds. */
  objects: FixtureObjects;
  /** What is known besides; nothing by default. */
  evidence?: Partial<EvidenceReader>;
  /** ISO 8601; `2026-01-01T12:00:00Z` by default. */
  now?: string;
}

const CLUSTER = 'test';

/**
 * Asks a detector about every object of its kinds in a cluster that holds what is given, redacted as in production.
 *
 * @public
 */
export function detectIn(
  detector: FaultDetector,
  options: DetectInOptions,
): FindingDraft[] {
  const { evidence, now = '2026-01-01T12:00:00Z', objects } = options;
  const fixture = createClusterFixture({
    clusters: { [CLUSTER]: { objects } },
  });
  const store = fixture.service.store(CLUSTER).withConfiguration();
  const context = {
    cluster: CLUSTER,
    store,
    evidence: createEvidenceReader(evidence),
    now: Date.parse(now),
    lookAgainAt: () => {},
  };
  return detector.subjects.flatMap(kind =>
    store.list(kind).flatMap(subject => [...detector.detect(subject, context)]),
  );
}
