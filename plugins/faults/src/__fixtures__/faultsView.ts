import type { CauseView, FaultsView } from '@groundcrew/plugin-faults-common';
import { finding, incidentSummary, objectRef } from './incidents';

/** That nothing of the component `checkout` is wrong in three environments; give what differs. */
export function faultsView(more: Partial<FaultsView> = {}): FaultsView {
  return {
    incidents: [],
    causes: [],
    hidden: 0,
    clusters: ['dev', 'staging', 'prod'].map(name => ({
      cluster: name,
      environment: name,
      freshness: { observedAt: new Date().toISOString() },
      unknownKinds: [],
    })),
    ...more,
  };
}

/** Something that is worth to mend; give what differs. */
export function latentCause(more: Partial<CauseView> = {}): CauseView {
  return {
    finding: finding({
      fault: 'probe-port-mismatch',
      category: 'configuration',
      title: 'A probe asks a port that nothing listens on',
      object: objectRef({ cluster: 'dev' }),
      message: 'The liveness probe of checkout asks port 9090',
      confidence: 0.5,
    }),
    verdict: 'latent',
    environment: 'dev',
    symptoms: [],
    ...more,
  };
}

/** The view with one incident, and what is worth to mend. */
export function faultyView(): FaultsView {
  return faultsView({
    incidents: [incidentSummary()],
    causes: [
      { ...latentCause(), finding: finding(), verdict: 'cause', incidentId: 7 },
      latentCause(),
    ],
  });
}
