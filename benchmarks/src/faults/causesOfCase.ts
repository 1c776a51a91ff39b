import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
// What a backend runs, without the plugin around it.
/* eslint-disable @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports */
import {
  causalGraphOf,
  rankCauses,
  type Cause,
} from '@groundcrew/plugin-faults-backend/src/causes';
import { coreDetectors } from '@groundcrew/plugin-faults-backend/src/detectors';
import { findingsOf } from '@groundcrew/plugin-faults-backend/src/engine/findingsOf';
/* eslint-enable @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports */
import { answerOf } from './answerOf';
import { evidenceOfCase } from './evidenceOfCase';
import { objectsOfCase } from './objectsOfCase';
import type { Answer, RecordedCase } from './RecordedCase';

const CLUSTER = 'recorded';

/** What the engine says of a case, in its own words and in those of the recordings. */
export interface CaseResult {
  causes: Cause[];
  answers: Answer[];
  /** Of detectors and ranking, without reading the file and filling the cache. */
  milliseconds: number;
}

/** Has the engine that watches clusters look at a case. It is told everything but the truth. */
export function causesOfCase(recorded: RecordedCase): CaseResult {
  const fixture = createClusterFixture({
    clusters: { [CLUSTER]: { objects: objectsOfCase(recorded) } },
  });
  const store = fixture.service.store(CLUSTER).withConfiguration();
  const evidence = evidenceOfCase(recorded, store);
  const start = performance.now();
  const findings = findingsOf(coreDetectors, {
    cluster: CLUSTER,
    store,
    evidence,
    now: Date.parse(recorded.capturedAt),
    onFailure: ({ id }, error) =>
      console.error(`${recorded.id}: ${id} failed:`, error),
  });
  const causes = rankCauses(
    findings,
    causalGraphOf(findings, { store, evidence }),
  );
  const milliseconds = performance.now() - start;
  return {
    causes,
    answers: causes.map(({ finding }) => answerOf(finding, store)),
    milliseconds,
  };
}
