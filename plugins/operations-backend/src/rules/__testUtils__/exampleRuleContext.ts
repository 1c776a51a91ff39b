import {
  targetKey,
  type TargetContext,
} from '@groundcrew/plugin-operations-common';
import {
  createClusterFixture,
  type FixtureObjects,
} from '@groundcrew/plugin-clusters-node/testUtils';
import type { RecentOperation } from '../../store/OperationStore';
import { defaultRuleSettings } from '../RuleSettings';
import type { RuleContext } from '../SafetyRule';

/** 11:00 in UTC on a Monday. */
export const NOW = Date.parse('2026-11-23T11:00:00Z');

export const dana = { type: 'user', entityRef: 'user:default/dana' } as const;
export const healer = {
  type: 'automation',
  subject: 'external:healer',
} as const;

/** What permissions and rules judge of checkout, for tests. */
export function exampleTarget(
  changes: Partial<TargetContext> = {},
): TargetContext {
  return {
    cluster: 'prod-eu',
    kind: 'Deployment',
    namespace: 'shop',
    name: 'checkout',
    environment: 'prod',
    owner: 'group:default/checkout',
    operation: 'kubernetes.restart',
    risk: 'medium',
    ...changes,
  };
}

/** What rules judge by, for tests: nothing happened, and everything is healthy. */
export function exampleRuleContext(
  changes: Partial<RuleContext> = {},
  objects: FixtureObjects = [],
): RuleContext {
  return {
    now: NOW,
    actor: dana,
    target: exampleTarget(),
    recent: [],
    settings: defaultRuleSettings,
    store: createClusterFixture({
      clusters: { 'prod-eu': { environment: 'prod', objects } },
    }).service.store('prod-eu'),
    dependents: [],
    ...changes,
  };
}

/** An operation that began so many minutes ago, for tests. */
export function beganBefore(
  minutes: number,
  changes: Partial<RecentOperation> = {},
): RecentOperation {
  return {
    id: `began-${minutes}`,
    operation: 'kubernetes.scale',
    targetKey: targetKey(exampleTarget()),
    requestedBy: dana,
    startedAt: NOW - minutes * 60_000,
    ...changes,
  };
}
