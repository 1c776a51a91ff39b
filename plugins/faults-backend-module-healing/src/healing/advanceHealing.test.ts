import { exampleIncident } from '../__testUtils__/exampleIncident';
import {
  exampleObservation,
  examplePolicy,
  inForce,
  operationIn,
} from '../__testUtils__/exampleObservation';
import { advanceHealing } from './advanceHealing';
import { newRecord, withAttempt, type HealingRecord } from './HealingRecord';
import type { Observation } from './Observation';
import { withAnswer } from './withAnswer';

const fresh = newRecord({ id: 7, cluster: 'dev' });
const advance = (record: HealingRecord, changes: Partial<Observation> = {}) =>
  advanceHealing(record, exampleObservation(changes));

/** The first attempt has been asked for. */
const begun = advance(fresh).record;
const asked = withAnswer(begun, 'submit', { operationId: 'op-1' }, 100_000);
/** It is done, since second 100. */
const done = advance(asked, { operation: operationIn('succeeded') }).record;
const LATE = { operation: operationIn('succeeded'), now: 160_000 };
const undoing = advance(done, LATE).record;
const undoAsked = withAnswer(undoing, 'undo', { operationId: 'op-2' }, 160_000);
const over = exampleIncident({ phase: 'resolved', resolvedAt: 150_000 });
const recovering = exampleIncident({
  phase: 'healing',
  recoveringSince: 120_000,
});
const submitOf = ({ effects }: ReturnType<typeof advance>) =>
  effects.find(({ type }) => type === 'submit');

describe('advanceHealing, of an incident on which nothing is under way', () => {
  it('asks for the first operation that is proposed, and tells the incident', () => {
    const { effects, record } = advance(fresh);
    expect(record).toMatchObject({
      state: 'acting',
      policy: 'mend-crash',
      attempts: [
        { number: 1, operation: 'kubernetes.roll-back', outcome: 'acting' },
      ],
    });
    expect(effects).toMatchObject([
      { type: 'note', isHealing: true },
      {
        type: 'submit',
        request: {
          operation: 'kubernetes.roll-back',
          input: { revision: 2 },
          idempotencyKey: 'healing-7-1',
        },
      },
    ]);
  });

  it.each<[string, Partial<Observation>, string, RegExp]>([
    ['no policy is for the fault', { policies: [] }, 'idle', /No policy/],
    [
      'the policy only observes',
      { policies: [inForce({ mode: 'observe' })] },
      'observing',
      /would: Roll back to revision 2/,
    ],
    [
      'the policy proposes',
      { policies: [inForce({ mode: 'approve' })] },
      'proposed',
      /a person has to run it/,
    ],
    [
      'policies may only propose there',
      { modeOf: () => 'approve' },
      'proposed',
      /a person has to run it/,
    ],
    [
      'it is too bad for that',
      { incident: exampleIncident({ severity: 'P0' }) },
      'proposed',
      /P0: a person has to decide/,
    ],
    [
      'healing is paused everywhere',
      { pause: { reason: 'drill', pausedBy: 'user:a/b', pausedAt: 1 } },
      'paused',
      /everywhere: drill/,
    ],
    [
      'healing is paused in the cluster',
      {
        pause: {
          cluster: 'dev',
          reason: 'drill',
          pausedBy: 'user:a/b',
          pausedAt: 1,
        },
      },
      'paused',
      /in dev: drill/,
    ],
    [
      'it is muted',
      { incident: exampleIncident({ mutedUntil: 200_000 }) },
      'waiting',
      /muted until/,
    ],
    [
      'a person answers for it',
      {
        incident: exampleIncident({
          phase: 'acknowledged',
          acknowledgedAt: 2_000,
        }),
      },
      'waiting',
      /A person answers/,
    ],
    [
      'nothing is wrong at the moment',
      { incident: exampleIncident({ recoveringSince: 99_000 }) },
      'waiting',
      /Nothing is wrong/,
    ],
    ['it is over', { incident: over }, 'idle', /over/],
    ['it has been forgotten', { incident: undefined }, 'idle', /not kept/],
    [
      'it is a part of another one',
      { incident: exampleIncident({ mergedInto: 3 }) },
      'idle',
      /incident 3/,
    ],
  ])('does nothing while %s', (_, changes, state, reason) => {
    const { effects, record } = advance(fresh, changes);
    expect(record.state).toBe(state);
    expect(record.reason).toMatch(reason);
    expect(record.attempts).toEqual([]);
    expect(effects.filter(({ type }) => type !== 'note')).toEqual([]);
  });

  it('goes on when a mute is over', () => {
    const incident = exampleIncident({ mutedUntil: 100_000 });
    expect(submitOf(advance(fresh, { incident }))).toBeDefined();
  });

  const tried = {
    incident: 3,
    number: 1,
    policy: 'mend-crash',
    fault: 'application-crash',
    operation: 'kubernetes.restart',
    target: 'dev/shop/Deployment/cart',
    startedAt: 80_000,
  };

  it('waits until the last attempt on the target is long enough ago, whatever incident it was for', () => {
    const policy = examplePolicy({
      limits: { attempts: 1, cooldownSeconds: 60, helpsWithinSeconds: 60 },
    });
    const policies = [inForce({ policy })];
    const past = [{ ...tried, outcome: 'healed' as const, endedAt: 90_000 }];
    const waiting = advance(fresh, { policies, past });
    expect(waiting).toMatchObject({
      record: { state: 'waiting', attempts: [] },
      againInMs: 50_000,
    });
    expect(
      submitOf(advance(waiting.record, { policies, past, now: 150_000 })),
    ).toBeDefined();
  });

  it('waits while another incident has something done to the target', () => {
    const past = [{ ...tried, outcome: 'acting' as const }];
    expect(advance(fresh, { past }).record).toMatchObject({
      state: 'waiting',
      reason: expect.stringContaining('incident 3'),
    });
  });

  it('takes the highest policy that fits, and says why others do not', () => {
    const policies = [
      inForce({ policy: examplePolicy({ id: 'off' }), enabled: false }),
      inForce({
        policy: examplePolicy({
          id: 'elsewhere',
          trigger: { faults: ['application-crash'], environments: ['prod'] },
        }),
      }),
      inForce({
        policy: examplePolicy({
          id: 'other-verb',
          operations: ['kubernetes.drain'],
        }),
      }),
      inForce({ policy: examplePolicy({ id: 'watcher' }), mode: 'observe' }),
      inForce(),
    ];
    const { record } = advance(fresh, { policies });
    expect(record.policy).toBe('mend-crash');
    expect(record.passedOver).toMatchObject([
      { policy: 'off', reason: 'It is switched off.' },
      { policy: 'elsewhere', reason: 'It is not for dev.' },
      { policy: 'other-verb' },
      { policy: 'watcher', reason: expect.stringContaining('only observes') },
    ]);
  });

  it('leaves out what has not helped on this object the last three times, and prefers what mostly helps', () => {
    const useless = [1, 2, 3].map(incident => ({
      ...tried,
      incident,
      operation: 'kubernetes.roll-back',
      outcome: 'reverted' as const,
      startedAt: incident,
      endedAt: incident,
    }));
    const { record } = advance(fresh, { past: useless });
    expect(record.attempts[0].operation).toBe('kubernetes.restart');
    const elsewhere = [1, 2, 3, 4].map(incident => ({
      ...tried,
      incident,
      target: 'dev/shop/Deployment/web',
      outcome: 'healed' as const,
      endedAt: incident,
    }));
    expect(
      advance(fresh, { past: elsewhere }).record.attempts[0].operation,
    ).toBe('kubernetes.restart');
  });
});

describe('advanceHealing, of an attempt that is under way', () => {
  it.each<
    [string, HealingRecord, Partial<Observation>, Partial<HealingRecord>]
  >([
    [
      'is acting while the operation runs',
      asked,
      { operation: operationIn('running') },
      { state: 'acting', reason: 'It is running.' },
    ],
    [
      'waits while the operation cannot be read',
      asked,
      {},
      { state: 'acting' },
    ],
    [
      'verifies when the operation is done',
      asked,
      { operation: operationIn('succeeded') },
      { state: 'verifying' },
    ],
    [
      'verifies whether it stays away',
      done,
      { incident: recovering, operation: operationIn('succeeded'), now: 9e9 },
      { state: 'verifying' },
    ],
    [
      'is healed when it stayed away',
      done,
      { incident: over },
      { state: 'healed' },
    ],
    ['takes back what did not help', done, LATE, { state: 'undoing' }],
    [
      'leaves it when it got well before it was taken back',
      undoing,
      { ...LATE, incident: recovering },
      { state: 'undoing' },
    ],
    [
      'is healed when it was over before it was taken back',
      undoing,
      { ...LATE, incident: over },
      { state: 'healed' },
    ],
    [
      'is undoing while that runs',
      undoAsked,
      { ...LATE, undo: operationIn('running') },
      { state: 'undoing' },
    ],
    [
      'does not take back while it is paused',
      undoing,
      {
        ...LATE,
        pause: { reason: 'drill', pausedBy: 'user:a/b', pausedAt: 1 },
      },
      { state: 'paused' },
    ],
  ])('%s', (_, record, changes, expected) => {
    expect(advance(record, changes).record).toMatchObject(expected);
  });

  it.each<[string, HealingRecord, Partial<Observation>, string]>([
    ['refused', asked, { operation: operationIn('refused') }, 'refused'],
    ['expired', asked, { operation: operationIn('expired') }, 'refused'],
    ['cancelled', asked, { operation: operationIn('cancelled') }, 'refused'],
    [
      'cancelled when the incident was over',
      asked,
      { incident: over, operation: operationIn('cancelled') },
      'overtaken',
    ],
    ['failed', asked, { operation: operationIn('failed') }, 'failed'],
    ['rolled back', asked, { operation: operationIn('rolled-back') }, 'failed'],
    ['gone', asked, { operation: 'gone' }, 'failed'],
    ['not known to have begun', begun, { incident: over }, 'overtaken'],
    [
      'done when the incident became a part of another one',
      done,
      { incident: exampleIncident({ mergedInto: 3 }) },
      'overtaken',
    ],
    [
      'done when a person ended the incident',
      done,
      { incident: { ...over, resolution: 'by-hand' } },
      'overtaken',
    ],
    [
      'to be taken back when a person ended the incident',
      undoing,
      { ...LATE, incident: { ...over, resolution: 'by-hand' } },
      'overtaken',
    ],
    [
      'of no use and cannot be taken back',
      done,
      {
        ...LATE,
        operation: operationIn('succeeded', { undo: { reason: 'never.' } }),
      },
      'useless',
    ],
    ['of no use and gone', done, { ...LATE, operation: 'gone' }, 'useless'],
    [
      'taken back',
      undoAsked,
      { ...LATE, undo: operationIn('succeeded') },
      'reverted',
    ],
    [
      'not taken back',
      undoAsked,
      { ...LATE, undo: operationIn('failed') },
      'useless',
    ],
    ['taken back by nobody knows what', undoAsked, { undo: 'gone' }, 'useless'],
  ])('ends where its operation is %s', (_, record, changes, outcome) => {
    const { attempts } = advance(record, changes).record;
    expect(attempts[0]).toMatchObject({
      outcome,
      reason: expect.any(String),
      endedAt: expect.any(Number),
    });
  });

  it('says once that it is done, and asks with the same key until it is known to be asked for', () => {
    const again = advance(begun);
    expect(submitOf(again)).toMatchObject({
      request: { idempotencyKey: 'healing-7-1' },
    });
    expect(again.record.attempts).toHaveLength(1);
    expect(again.effects).toHaveLength(1);
  });

  it.each<[string, Partial<Observation>]>([
    ['paused', { pause: { reason: 'x', pausedBy: 'user:a/b', pausedAt: 1 } }],
    ['muted', { incident: exampleIncident({ mutedUntil: 9e9 }) }],
    ['observing by now', { policies: [inForce({ mode: 'observe' })] }],
    ['switched off', { policies: [inForce({ enabled: false })] }],
    ['without its policy', { policies: [] }],
  ])('does not ask again when %s', (_, changes) => {
    expect(advance(begun, changes).effects).toEqual([]);
  });

  it('asks for what takes it back, once that is known', () => {
    expect(advance(done, LATE).effects).toMatchObject([
      { type: 'note', message: expect.stringContaining('undoing') },
      {
        type: 'undo',
        request: {
          operation: 'kubernetes.roll-back',
          input: { revision: 3 },
          undoes: 'op-1',
          idempotencyKey: 'healing-7-1-undo',
        },
      },
    ]);
    expect(
      withAnswer(undoing, 'undo', { refusal: 'not granted' }, 1).attempts[0],
    ).toMatchObject({ outcome: 'useless' });
  });

  it('cancels what has not begun when nothing is wrong any more', () => {
    const { effects } = advance(asked, {
      incident: recovering,
      operation: operationIn('awaiting-approval'),
    });
    expect(effects).toMatchObject([{ type: 'cancel', operationId: 'op-1' }]);
  });

  it('tries the next operation, and then hands over to a person', () => {
    const second = advance(undoAsked, {
      ...LATE,
      undo: operationIn('succeeded'),
    });
    expect(second.record.attempts).toMatchObject([
      { outcome: 'reverted' },
      { outcome: 'acting', operation: 'kubernetes.restart' },
    ]);
    expect(submitOf(second)).toMatchObject({
      request: { idempotencyKey: 'healing-7-2' },
    });
    const refused = withAnswer(
      second.record,
      'submit',
      { refusal: 'Not granted' },
      170_000,
    );
    const last = advance(refused, { now: 170_000 });
    expect(last.record).toMatchObject({
      state: 'handed-over',
      reason: expect.stringContaining('Not granted'),
    });
    expect(last.effects).toMatchObject([{ type: 'note', isHealing: false }]);
  });

  it('hands over what came back after it was healed', () => {
    const healed = advance(done, { incident: over }).record;
    const policy = examplePolicy({
      limits: { attempts: 1, cooldownSeconds: 0, helpsWithinSeconds: 60 },
    });
    const { record } = advance(healed, { policies: [inForce({ policy })] });
    expect(record).toMatchObject({
      state: 'handed-over',
      reason: expect.stringContaining('came back'),
      attempts: [{ outcome: 'healed' }],
    });
  });

  it('tells the incident again what got lost, and not more often than every minute', () => {
    const incident = exampleIncident({ phase: 'open' });
    const operation = operationIn('running');
    expect(advance(asked, { incident, operation }).effects).toEqual([]);
    const later = advance(asked, { incident, operation, now: 160_000 });
    expect(later.effects).toMatchObject([{ type: 'note', isHealing: true }]);
    expect(
      advance(later.record, { incident, operation, now: 161_000 }).effects,
    ).toEqual([]);
  });
});

describe('advanceHealing, of what keeps a fault from doing more harm', () => {
  const policies = [inForce({ policy: examplePolicy({ effect: 'contains' }) })];
  const contained = withAttempt(done, { contains: true });

  it('leaves it as it is when it does not help, and hands over', () => {
    const { effects, record } = advance(contained, { ...LATE, policies });
    expect(record).toMatchObject({
      state: 'handed-over',
      attempts: [{ outcome: 'verifying' }],
    });
    expect(effects).toMatchObject([{ type: 'note', isHealing: false }]);
  });

  it('takes it back when the incident is over, also where a person had answered for it', () => {
    const incident = { ...over, acknowledgedAt: 2_000 };
    const next = advance(contained, { ...LATE, policies, incident });
    expect(next.effects).toMatchObject([{ type: 'note' }, { type: 'undo' }]);
    const taken = withAnswer(next.record, 'undo', { operationId: 'op-2' }, 1);
    expect(
      advance(taken, { incident, undo: operationIn('succeeded') }).record,
    ).toMatchObject({ state: 'idle', attempts: [{ outcome: 'overtaken' }] });
    expect(
      withAnswer(next.record, 'undo', { refusal: 'no' }, 1).attempts[0],
    ).toMatchObject({ outcome: 'overtaken' });
  });
});
