import { actorName } from './actors';
import {
  activePhases,
  finalPhases,
  holdsTarget,
  isFinal,
  operationPhaseSchema,
} from './phases';
import { operationsPermissions } from './permissions';
import {
  decisionRequestSchema,
  MAX_REASON_LENGTH,
  operationFilterSchema,
  submitRequestSchema,
} from './requests';
import { isRiskAtLeast } from './risks';
import { targetKey } from './targets';

const target = { cluster: 'dev', kind: 'Deployment', name: 'checkout' };

describe('what is submitted', () => {
  const submitted = { operation: 'kubernetes.restart', target };

  it('has an input, and a reason without blanks around it', () => {
    expect(
      submitRequestSchema.parse({ ...submitted, reason: ' leaks ' }),
    ).toMatchObject({ input: {}, reason: 'leaks' });
  });

  it('says nothing of who asks', () => {
    expect(
      submitRequestSchema.parse({ ...submitted, requestedBy: 'me' }),
    ).not.toHaveProperty('requestedBy');
  });

  it.each<[string, object]>([
    ['no operation', { operation: '' }],
    ['a huge reason', { reason: 'x'.repeat(MAX_REASON_LENGTH + 1) }],
    ['no cluster', { target: { ...target, cluster: '' } }],
    ['a long name', { target: { ...target, name: 'x'.repeat(254) } }],
    ['an empty key', { idempotencyKey: '' }],
    ['an input that is a list', { input: [] }],
  ])('cannot have %s', (_, changes) => {
    expect(
      submitRequestSchema.safeParse({ ...submitted, ...changes }).success,
    ).toBe(false);
  });

  it('cannot be decided on unseen', () => {
    expect(
      decisionRequestSchema.safeParse({ decision: 'approved' }).success,
    ).toBe(false);
  });
});

describe('a filter', () => {
  it('is read from a query', () => {
    expect(
      operationFilterSchema.parse({
        phase: 'queued',
        cluster: ['a', 'b'],
        waitingForMe: 'true',
        limit: '7',
      }),
    ).toEqual({
      phase: ['queued'],
      cluster: ['a', 'b'],
      waitingForMe: true,
      limit: 7,
    });
    expect(operationFilterSchema.parse({})).toEqual({ limit: 50 });
  });

  it.each([
    { phase: 'dancing' },
    { limit: 501 },
    { limit: 0 },
    { from: 'soon' },
  ])('cannot be %j', query => {
    expect(operationFilterSchema.safeParse(query).success).toBe(false);
  });
});

describe('phases', () => {
  it('are active or final', () => {
    expect(operationPhaseSchema.options).toEqual([
      ...activePhases,
      ...finalPhases,
    ]);
    expect(activePhases.some(isFinal)).toBe(false);
    expect(finalPhases.every(isFinal)).toBe(true);
  });

  it('hold a target while something may be changed', () => {
    expect(operationPhaseSchema.options.filter(holdsTarget)).toEqual([
      'running',
      'verifying',
      'rolling-back',
    ]);
  });
});

describe('names', () => {
  it('are the same for the same', () => {
    expect(targetKey({ ...target, uid: 'u' })).toBe('dev//Deployment/checkout');
    expect(targetKey({ ...target, namespace: 'shop' })).toBe(
      'dev/shop/Deployment/checkout',
    );
    expect(actorName({ type: 'automation', subject: 'plugin:x' })).toBe(
      'plugin:x',
    );
    expect(actorName({ type: 'user', entityRef: 'user:default/a' })).toBe(
      'user:default/a',
    );
  });

  it('of permissions are those of the plugin', () => {
    const names = operationsPermissions.map(({ name }) => name);
    expect(new Set(names).size).toBe(5);
    expect(names.every(name => name.startsWith('groundcrew.operations.'))).toBe(
      true,
    );
  });
});

describe('a risk', () => {
  it.each([
    ['low', 'low', true],
    ['low', 'medium', false],
    ['high', 'medium', true],
  ] as const)('%s is at least %s: %s', (risk, least, expected) => {
    expect(isRiskAtLeast(risk, least)).toBe(expected);
  });
});
