import type {
  HealingOverview,
  HealingPolicyView,
  HealingTrial,
  HealingView,
} from '@groundcrew/plugin-faults-common';
import { minutesAgo, objectRef } from './incidents';

/** What healing makes of an incident that it is at; give what differs. */
export function healingView(more: Partial<HealingView> = {}): HealingView {
  return {
    state: 'verifying',
    reason:
      'checkout was rolled back to revision 3, and has 90 s to get well and stay so',
    policy: 'roll-back-crash-loop',
    next: {
      title: 'Restart checkout',
      operation: 'kubernetes.restart',
      risk: 'low',
    },
    passedOver: [
      {
        policy: 'raise-memory',
        reason: 'checkout was not killed for want of memory',
      },
    ],
    attempts: [
      {
        policy: 'restart-once',
        title: 'Restart checkout',
        outcome: 'reverted',
        reason: 'The incident was not over within 90 s',
        operationId: 'op-4',
        undoId: 'op-5',
        startedAt: minutesAgo(6),
        endedAt: minutesAgo(4),
      },
      {
        policy: 'roll-back-crash-loop',
        title: 'Roll back checkout to revision 3',
        outcome: 'verifying',
        reason: 'All pods are ready, and are being watched',
        operationId: 'op-6',
        startedAt: minutesAgo(1),
      },
    ],
    ...more,
  };
}

/** A policy that acts by itself and did well; give what differs. */
export function healingPolicy(
  more: Partial<HealingPolicyView> = {},
): HealingPolicyView {
  return {
    id: 'roll-back-crash-loop',
    title: 'Roll back a release that crashes',
    why: 'The revision before it ran, and nothing but the release has changed.',
    trigger: {
      faults: ['crash-loop', 'readiness-failing', 'start-failed'],
      environments: ['dev', 'staging'],
      worstSeverity: 'P1',
    },
    condition: 'changes.exists(c, c.kind == "release")',
    operations: ['kubernetes.roll-back'],
    limits: { attempts: 1, cooldownSeconds: 600, helpsWithinSeconds: 90 },
    priority: 90,
    mode: 'auto',
    enabled: true,
    changedBy: 'user:default/olivia',
    changedAt: minutesAgo(120),
    record: {
      fired: 12,
      acted: 9,
      healed: 8,
      reverted: 1,
      success: { rate: 8 / 9, low: 0.57, high: 0.98, of: 9 },
      saved: { ms: 8_100_000, likePeople: 6, likeAnswer: 2 },
    },
    ...more,
  };
}

/** All policies, of each mode one, and where healing is paused; give what differs. */
export function healingOverview(
  more: Partial<HealingOverview> = {},
): HealingOverview {
  const asConfigured = { changedBy: undefined, changedAt: undefined };
  return {
    policies: [
      healingPolicy(),
      healingPolicy({
        ...asConfigured,
        id: 'restart-once',
        title: 'Restart what crashes without a release',
        why: 'Half of what crashes once does not crash again.',
        trigger: { faults: ['crash-loop'] },
        condition: undefined,
        operations: ['kubernetes.restart'],
        priority: 40,
        mode: 'approve',
        record: { fired: 1, acted: 0, healed: 0, reverted: 0 },
      }),
      healingPolicy({
        ...asConfigured,
        id: 'raise-memory',
        title: 'Raise a memory limit that is too small',
        why: 'It is killed again and again for want of memory.',
        trigger: { faults: ['oom-killed'] },
        condition: undefined,
        operations: ['kubernetes.set-resources'],
        priority: 30,
        mode: 'observe',
        record: { fired: 0, acted: 0, healed: 0, reverted: 0 },
      }),
      healingPolicy({
        ...asConfigured,
        id: 'drain-node',
        title: 'Drain a node that is not ready',
        why: 'Pods move to nodes that answer.',
        trigger: { faults: ['node-not-ready'] },
        condition: undefined,
        operations: ['kubernetes.drain'],
        priority: 20,
        mode: 'auto',
        enabled: false,
        record: {
          fired: 4,
          acted: 4,
          healed: 1,
          reverted: 2,
          success: { rate: 1 / 3, low: 0.06, high: 0.79, of: 3 },
        },
      }),
    ],
    furthest: { prod: 'approve' },
    pauses: [],
    mayConfigure: true,
    ...more,
  };
}

/** Where healing is paused; give what differs. */
export function healingPause(
  more: Partial<HealingOverview['pauses'][number]> = {},
): HealingOverview['pauses'][number] {
  return {
    cluster: 'prod',
    reason: 'We move the database tonight',
    pausedBy: 'user:default/olivia',
    pausedAt: minutesAgo(30),
    ...more,
  };
}

/** What a policy would have made of two incidents; give what differs. */
export function healingTrial(more: Partial<HealingTrial> = {}): HealingTrial {
  const entry = {
    title: 'It crashes',
    fault: 'crash-loop',
    object: objectRef(),
    environment: 'prod',
    severity: 'P2' as const,
    openedAt: minutesAgo(120),
    lastedMs: 5 * 60_000,
  };
  return {
    days: 30,
    looked: 12,
    matched: 2,
    acts: 1,
    proposes: 0,
    entries: [
      {
        ...entry,
        incident: 9,
        verdict: 'acts',
        reason: 'The policy roll-back-crash-loop would have acted.',
        next: {
          title: 'Roll back to revision 3',
          operation: 'kubernetes.roll-back',
          target: objectRef(),
          risk: 'medium',
        },
      },
      {
        ...entry,
        incident: 4,
        verdict: 'kept',
        keptBy: 'condition',
        reason: 'Its condition is not met.',
      },
    ],
    ...more,
  };
}
