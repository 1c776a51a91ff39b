import type {
  OperationDetail,
  OperationSummary,
} from '@groundcrew/plugin-operations-common';
import { preview } from './previewAnswer';

/**
 * An operation that runs, as lists show it; give what differs.
 *
 * @public
 */
export function operationSummary(
  more: Partial<OperationSummary> = {},
): OperationSummary {
  return {
    id: 'op-1',
    operation: 'kubernetes.restart',
    title: 'Restart checkout',
    target: {
      cluster: 'prod',
      kind: 'Deployment',
      namespace: 'shop-checkout',
      name: 'checkout',
    },
    environment: 'prod',
    targetOwner: 'group:default/checkout',
    entityRef: 'component:default/checkout',
    risk: 'medium',
    requestedBy: { type: 'user', entityRef: 'user:default/dana' },
    requestedAt: '2026-01-01T12:00:00.000Z',
    reason: 'a leak',
    phase: 'running',
    phaseReason: 'its steps are being taken',
    startedAt: '2026-01-01T12:00:01.000Z',
    revision: 1,
    ...more,
  };
}

/**
 * The same with all that is known of it; give what differs.
 *
 * @public
 */
export function operationDetail(
  more: Partial<OperationDetail> = {},
): OperationDetail {
  return {
    ...operationSummary(),
    input: {},
    preview: preview(),
    verdicts: [],
    steps: [
      {
        id: 'annotate',
        title: 'Change the pod template',
        status: 'done',
        attempts: 1,
        startedAt: '2026-01-01T12:00:01.000Z',
        endedAt: '2026-01-01T12:00:03.500Z',
      },
      {
        id: 'roll-out',
        title: 'Wait for the rollout',
        status: 'waiting',
        attempts: 2,
        startedAt: '2026-01-01T12:00:03.500Z',
        message: '1 of 3 pods replaced',
      },
    ],
    commands: [],
    decision: { allowed: false },
    undo: {},
    children: [],
    ...more,
  };
}
