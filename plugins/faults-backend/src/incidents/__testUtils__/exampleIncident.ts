import type { Finding } from '@groundcrew/plugin-faults-common';
import { findingKey } from '../../engine/mergeFindings';
import type { IncidentDraft } from '../IncidentRecord';

/** A fault of a Deployment. */
export function exampleFinding(changes: Partial<Finding> = {}): Finding {
  return {
    fault: 'application-crash',
    category: 'runtime',
    title: 'It crashes',
    object: {
      cluster: 'dev',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'cart',
    },
    message: 'cart crashes soon after it starts.',
    confidence: 0.95,
    evidence: [],
    explains: [],
    detector: 'crash',
    ...changes,
  };
}

/** An incident of the Deployment `cart`, opened at second 1. */
export function exampleIncident(
  changes: Partial<IncidentDraft> = {},
): IncidentDraft {
  const cause = exampleFinding();
  return {
    cluster: 'dev',
    environment: 'dev',
    key: findingKey(cause),
    phase: 'open',
    severity: 'P2',
    severityReasons: ['cart has no ready replica left'],
    entities: [],
    affected: [cause.object],
    openedAt: 1_000,
    respondBy: 1_000 + 2 * 60 * 60_000,
    reopened: 0,
    explanation: {
      cause,
      symptoms: [],
      excluded: [],
      changes: [],
      proposals: [],
      impact: {
        level: 'down',
        workloads: [{ object: cause.object, desired: 1, ready: 0 }],
      },
    },
    ...changes,
  };
}
