import {
  targetKey,
  type Disruption,
  type Preview,
} from '@groundcrew/plugin-operations-common';
import type { FixtureObjects } from '@groundcrew/plugin-clusters-node/testUtils';
import { examplePreview } from '../engine/__testUtils__/exampleSteps';
import {
  beganBefore,
  dana,
  exampleRuleContext,
  exampleTarget,
  healer,
  NOW,
} from './__testUtils__/exampleRuleContext';
import { cooldown } from './cooldown';
import { dependents } from './dependents';
import { disruptionBudget } from './disruptionBudget';
import { freezeWindow } from './freeze';
import { healthyFloor } from './healthyFloor';
import { ratePerCluster, ratePerTarget } from './rateLimits';
import { defaultRuleSettings } from './RuleSettings';
import type { RuleContext, SafetyRule } from './SafetyRule';
import { stormGuard } from './stormGuard';

type Row = [string, Partial<RuleContext>, object, FixtureObjects?];

/** A row for each case: what is so besides an uneventful day, what the rule says, what the cluster holds. */
function check(rule: SafetyRule, rows: Row[]) {
  it.each(rows)(`${rule.id} %s`, (...[, changes, judgement, objects]: Row) => {
    expect(rule.judge(exampleRuleContext(changes, objects))).toMatchObject(
      judgement,
    );
  });
}

const settingsWith = (changes: object) => ({
  settings: { ...defaultRuleSettings, ...changes },
});
const inMinutes = (minutes: number) =>
  new Date(NOW + minutes * 60_000).toISOString();
const passes = { verdict: 'pass' };

check(freezeWindow, [
  ['passes without one', {}, passes],
  [
    'waits for the end of the one that is on',
    settingsWith({
      freezeWindows: [
        {
          title: 'over',
          period: { type: 'once', from: new Date(0), to: new Date(1) },
        },
        {
          title: 'Black Friday',
          period: {
            type: 'once',
            from: new Date(NOW - 1),
            to: new Date(NOW + 60_000),
          },
        },
      ],
    }),
    {
      verdict: 'wait',
      message: 'changes are frozen: Black Friday',
      until: inMinutes(1),
    },
  ],
]);

const limits = { users: 2, automations: 1 };
const elsewhere = { ...exampleTarget(), name: 'cart' };

check(ratePerTarget, [
  [
    'passes when nothing happened',
    settingsWith({ ratePerTarget: limits }),
    passes,
  ],
  [
    'passes below the limit',
    { ...settingsWith({ ratePerTarget: limits }), recent: [beganBefore(1)] },
    { verdict: 'pass', message: '1 of 2 in the last hour on this target' },
  ],
  [
    'waits until there is room again, not until all is over',
    {
      ...settingsWith({ ratePerTarget: limits }),
      recent: [beganBefore(1), beganBefore(20), beganBefore(50)],
    },
    { verdict: 'wait', until: inMinutes(40) },
  ],
  [
    'forgets after an hour',
    {
      ...settingsWith({ ratePerTarget: limits }),
      recent: [beganBefore(1), beganBefore(60)],
    },
    passes,
  ],
  [
    'does not count other targets',
    {
      ...settingsWith({ ratePerTarget: limits }),
      recent: [1, 2, 3].map(ago =>
        beganBefore(ago, { targetKey: targetKey(elsewhere) }),
      ),
    },
    passes,
  ],
  [
    'counts people and automations apart',
    {
      ...settingsWith({ ratePerTarget: limits }),
      actor: healer,
      recent: [1, 2, 3].map(ago => beganBefore(ago)),
    },
    passes,
  ],
  [
    'has a limit of its own for automations',
    {
      ...settingsWith({ ratePerTarget: limits }),
      actor: healer,
      recent: [beganBefore(1, { requestedBy: healer })],
    },
    { verdict: 'wait', until: inMinutes(59) },
  ],
  [
    'refuses for good where none are allowed',
    {
      ...settingsWith({ ratePerTarget: { users: 1, automations: 0 } }),
      actor: healer,
    },
    { verdict: 'refuse', message: 'no operations are allowed on this target' },
  ],
]);

check(ratePerCluster, [
  [
    'counts every target of the cluster',
    {
      ...settingsWith({ ratePerCluster: limits }),
      recent: [
        beganBefore(1),
        beganBefore(2, { targetKey: targetKey(elsewhere) }),
      ],
    },
    { verdict: 'wait', until: inMinutes(58) },
  ],
]);

check(cooldown, [
  ['does not hold people up', { recent: [beganBefore(0)] }, passes],
  [
    'holds automations up after a change',
    { actor: healer, recent: [beganBefore(2)] },
    { verdict: 'wait', until: inMinutes(3) },
  ],
  [
    'counts from the end of a change',
    { actor: healer, recent: [beganBefore(60, { endedAt: NOW - 60_000 })] },
    { verdict: 'wait', until: inMinutes(4) },
  ],
  [
    'is over when its time is over',
    { actor: healer, recent: [beganBefore(5)] },
    passes,
  ],
  [
    'is of this target alone',
    {
      actor: healer,
      recent: [beganBefore(1, { targetKey: targetKey(elsewhere) })],
    },
    passes,
  ],
]);

const disrupting = (
  disruption: Partial<Disruption> = {},
): Partial<RuleContext> => ({
  preview: {
    ...examplePreview('x'),
    disruptions: [
      {
        workload: {
          cluster: 'prod-eu',
          kind: 'Deployment',
          namespace: 'shop',
          name: 'checkout',
        },
        desired: 3,
        ready: 3,
        lowestReady: 1,
        ...disruption,
      },
    ],
  } satisfies Preview,
});
const half = settingsWith({ healthyFloorPercent: 50 });

check(healthyFloor, [
  ['has nothing to say before a preview', half, passes],
  [
    'refuses what goes below it',
    { ...half, ...disrupting() },
    {
      verdict: 'refuse',
      message:
        '1 of 3 pods of checkout would be ready; at least 2 (50 %) have to stay',
    },
  ],
  [
    'lets what stays above it',
    { ...half, ...disrupting({ lowestReady: 2 }) },
    passes,
  ],
  [
    'lets people mend what is below it already',
    { ...half, ...disrupting({ ready: 1, lowestReady: 1 }) },
    passes,
  ],
  ['is off at 0 %', disrupting({ lowestReady: 0 }), passes],
  [
    'lets what has no pods be',
    { ...half, ...disrupting({ desired: 0, ready: 0, lowestReady: 0 }) },
    passes,
  ],
]);

const guarded = (allowed: number, app = 'checkout'): FixtureObjects => [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'checkout', namespace: 'shop' },
    spec: { template: { metadata: { labels: { app: 'checkout' } } } },
  } as FixtureObjects,
  {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'keep', namespace: 'shop' },
    spec: { selector: { matchLabels: { app } } },
    status: { disruptionsAllowed: allowed },
  } as FixtureObjects,
];

check(disruptionBudget, [
  ['is told to people as an impact', disrupting(), passes, guarded(0)],
  [
    'holds automations up',
    { actor: healer, ...disrupting() },
    {
      verdict: 'wait',
      message: 'the disruption budget keep allows 1 pods of checkout to go',
    },
    guarded(1),
  ],
  [
    'lets as many go as it allows',
    { actor: healer, ...disrupting() },
    passes,
    guarded(2),
  ],
  [
    'is of the pods that it selects',
    { actor: healer, ...disrupting() },
    passes,
    guarded(0, 'cart'),
  ],
  [
    'has nothing to say before a preview',
    { actor: healer },
    passes,
    guarded(0),
  ],
]);

/** So many workloads, of which so many are unhealthy. */
const workloads = (total: number, unhealthy: number): FixtureObjects =>
  Array.from({ length: total }, (_, index) => {
    const ready = index < unhealthy ? 0 : 1;
    const kind = ['Deployment', 'StatefulSet', 'DaemonSet'][index % 3];
    return {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name: `w-${index}`, namespace: 'shop' },
      spec: kind === 'DaemonSet' ? {} : { replicas: 1 },
      status:
        kind === 'DaemonSet'
          ? { desiredNumberScheduled: 1, numberReady: ready }
          : { readyReplicas: ready },
    } as FixtureObjects;
  });

check(stormGuard, [
  ['is for automations alone', { actor: dana }, passes, workloads(10, 10)],
  ['passes in a healthy cluster', { actor: healer }, passes, workloads(10, 0)],
  ['passes in an empty cluster', { actor: healer }, passes],
  ['passes at its limit', { actor: healer }, passes, workloads(10, 3)],
  [
    'pauses automations above it',
    { actor: healer },
    {
      verdict: 'wait',
      message:
        '4 of 10 workloads in this cluster are unhealthy: automations pause above 30 %',
    },
    workloads(10, 4),
  ],
  [
    'takes few workloads for no storm',
    { actor: healer },
    passes,
    workloads(4, 4),
  ],
]);

const riskyWith = (...entities: string[]): Partial<RuleContext> => ({
  target: exampleTarget({ risk: 'high' }),
  dependents: entities,
});

check(dependents, [
  ['lets people', riskyWith('component:default/storefront'), passes],
  [
    'keeps automations from what others depend on',
    { actor: healer, ...riskyWith('component:default/storefront') },
    {
      verdict: 'refuse',
      message: expect.stringMatching(/storefront depends on it/),
    },
  ],
  [
    'lets automations where nothing depends on it',
    { actor: healer, ...riskyWith() },
    passes,
  ],
  [
    'lets automations at less risk',
    { actor: healer, dependents: ['component:default/storefront'] },
    passes,
  ],
]);
