import type { OperationRecord } from '../engine/OperationRecord';

/** An operation as it is submitted, for tests. */
export function exampleOperation(
  changes: Partial<OperationRecord> = {},
): OperationRecord {
  return {
    id: 'op-1',
    operation: 'kubernetes.restart',
    definitionVersion: 1,
    title: 'Restart checkout',
    target: {
      cluster: 'prod-eu',
      kind: 'Deployment',
      namespace: 'shop-checkout',
      name: 'checkout',
    },
    environment: 'prod',
    entityRef: 'component:default/checkout',
    risk: 'medium',
    input: {},
    requestedBy: { type: 'user', entityRef: 'user:default/dana' },
    requestedAt: 1_800_000_000_000,
    override: false,
    phase: 'queued',
    phaseReason: 'submitted',
    revision: 1,
    preview: {
      summary: 'Replaces 3 pods of checkout',
      source: 'dry-run',
      changes: [],
      impacts: [],
      disruptions: [],
      hash: 'preview-hash',
      computedAt: '2027-01-15T08:00:00.000Z',
    },
    verdicts: [],
    commands: [],
    steps: [],
    rollBackOnFailure: true,
    verifyTimeoutMs: 60_000,
    ...changes,
  };
}
