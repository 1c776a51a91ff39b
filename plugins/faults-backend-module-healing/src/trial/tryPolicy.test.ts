import type { HealingMode } from '@groundcrew/plugin-faults-common';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import {
  exampleIncident,
  exampleProposals,
} from '../__testUtils__/exampleIncident';
import { examplePolicy, inForce } from '../__testUtils__/exampleObservation';
import { Condition } from '../conditions/Condition';
import { tryPolicy } from './tryPolicy';

const SECOND = 1_000;
const over = (changes: Partial<RespondedIncident> = {}) =>
  exampleIncident({
    phase: 'resolved',
    resolvedAt: 301 * SECOND,
    resolution: 'recovered',
    ...changes,
  });
const attempt = (
  incidents: RespondedIncident[],
  { mode = 'auto', condition, ...policy }: any = {},
) =>
  tryPolicy({
    policy: inForce({
      // Whether it is switched on does not matter.
      enabled: false,
      policy: examplePolicy(policy),
      condition: condition && Condition.compile(condition),
    }),
    incidents,
    modeIn: () => mode as HealingMode,
  });
const TARGET = {
  cluster: 'dev',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const ROLL_BACK = {
  title: 'Roll back to revision 2',
  operation: 'kubernetes.roll-back',
  target: TARGET,
  risk: 'low',
};

describe('tryPolicy', () => {
  it('says what it would have asked for', () => {
    expect(attempt([over()])).toEqual([
      {
        incident: 7,
        title: 'It crashes',
        fault: 'application-crash',
        object: TARGET,
        environment: 'dev',
        severity: 'P2',
        openedAt: '1970-01-01T00:00:01.000Z',
        lastedMs: 300 * SECOND,
        verdict: 'acts',
        reason: 'The policy mend-crash would have acted.',
        next: ROLL_BACK,
      },
    ]);
  });

  it('leaves out what it is not for', () => {
    expect(
      attempt([over()], { trigger: { faults: ['out-of-memory'] } }),
    ).toEqual([]);
  });

  it.each<[string, Partial<RespondedIncident>, object, object]>([
    [
      'the environment',
      {},
      { trigger: { faults: ['application-crash'], environments: ['prod'] } },
      {
        verdict: 'kept',
        keptBy: 'environment',
        reason: 'It is not for dev.',
      },
    ],
    [
      'its condition',
      {},
      { condition: 'object.name == "web"' },
      {
        verdict: 'kept',
        keptBy: 'condition',
        reason: 'Its condition is not met.',
      },
    ],
    [
      'that nothing was proposed',
      {},
      { operations: ['kubernetes.drain'] },
      { verdict: 'kept', keptBy: 'unproposed' },
    ],
    [
      'how bad it was',
      { severity: 'P0' },
      {},
      { verdict: 'proposes', keptBy: 'severity', next: ROLL_BACK },
    ],
    [
      'that it may only propose there',
      {},
      { mode: 'approve' },
      {
        verdict: 'proposes',
        keptBy: 'mode',
        reason: 'It may only propose in dev.',
        next: ROLL_BACK,
      },
    ],
    [
      'that it may only observe there',
      { environment: undefined },
      { mode: 'observe' },
      {
        verdict: 'observes',
        keptBy: 'mode',
        reason: 'It may only observe in an unknown environment.',
      },
    ],
  ])('says that %s kept it', (_, incident, policy, expected) => {
    expect(attempt([over(incident)], policy)).toMatchObject([expected]);
  });

  it.each([
    ['at its beginning', 'incident.ageSeconds < 10', 'acts'],
    ['at its end', 'incident.ageSeconds > 200', 'acts'],
    ['never', 'incident.ageSeconds > 400', 'kept'],
  ])('asks a condition about the age of it %s', (_, condition, verdict) => {
    expect(attempt([over()], { condition })).toMatchObject([{ verdict }]);
  });

  it('waits for the cooldown of a target, and not longer than an incident lasts', () => {
    const at = (id: number, from: number, to: number, name = 'cart') => {
      const { explanation } = exampleIncident();
      return over({
        id,
        openedAt: from * SECOND,
        resolvedAt: to * SECOND,
        explanation: {
          ...explanation,
          proposals: exampleProposals.map(({ operation, ...each }) => ({
            ...each,
            operation: operation && {
              ...operation,
              target: { ...operation.target, name },
            },
          })),
        },
      });
    };
    const limits = {
      attempts: 1,
      cooldownSeconds: 600,
      helpsWithinSeconds: 60,
    };
    const entries = attempt(
      [
        at(4, 1_000, 1_900),
        at(3, 300, 400),
        at(2, 250, 260, 'web'),
        at(1, 0, 100),
      ],
      { limits },
    );
    expect(
      entries.map(({ incident, keptBy, reason, verdict }) => [
        incident,
        verdict,
        keptBy,
        reason,
      ]),
    ).toEqual([
      [4, 'acts', undefined, 'The policy mend-crash would have acted.'],
      [
        3,
        'kept',
        'limits',
        'The last attempt on the same target was 300 s before, and it waits for 600 s.',
      ],
      [2, 'acts', undefined, 'The policy mend-crash would have acted.'],
      [1, 'acts', undefined, 'The policy mend-crash would have acted.'],
    ]);
    expect(
      attempt([at(2, 300, 900), at(1, 0, 100)], { limits })[0],
    ).toMatchObject({
      verdict: 'acts',
      reason: 'The policy mend-crash would have acted after its cooldown.',
    });
  });
});
