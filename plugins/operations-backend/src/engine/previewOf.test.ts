import { previewSchema } from '@groundcrew/plugin-operations-common';
import type {
  DraftedChange,
  PreviewDraft,
} from '@groundcrew/plugin-operations-node';
import { previewOf } from './previewOf';

const target = {
  cluster: 'prod-eu',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
  uid: 'uid-1',
};
const object = { kind: 'Deployment', namespace: 'shop', name: 'checkout' };
const change: DraftedChange = {
  object,
  uid: 'uid-1',
  action: 'update',
  fields: ['spec.replicas'],
  before: { spec: { replicas: 2 } },
  after: { spec: { replicas: 4, paused: true } },
};
const draft: PreviewDraft = {
  summary: 'Scales to 4',
  source: 'dry-run',
  changes: [change],
  impacts: [{ severity: 'note', code: 'own', message: 'own impact' }],
};
const options = {
  operation: 'kubernetes.scale',
  target,
  impacts: [],
  now: new Date(0),
};

const hashOf = (
  drafted: Partial<PreviewDraft>,
  changed: Partial<typeof options> = {},
) => previewOf({ ...draft, ...drafted }, { ...options, ...changed }).hash;
const withChange = (changes: Partial<DraftedChange>) => ({
  changes: [{ ...change, ...changes }],
});

describe('previewOf', () => {
  it('is what people see', () => {
    const preview = previewOf(
      {
        ...draft,
        disruptions: [
          { workload: object, desired: 3, ready: 3, lowestReady: 2 },
        ],
      },
      {
        ...options,
        impacts: [
          { severity: 'warning', code: 'engine', message: 'of the engine' },
        ],
      },
    );
    expect(preview).toEqual({
      summary: 'Scales to 4',
      source: 'dry-run',
      changes: [
        {
          object: { cluster: 'prod-eu', ...object },
          action: 'update',
          fields: ['spec.replicas'],
          before: 'spec:\n  replicas: 2\n',
          after: 'spec:\n  replicas: 4\n  paused: true\n',
        },
      ],
      impacts: [
        { severity: 'note', code: 'own', message: 'own impact' },
        { severity: 'warning', code: 'engine', message: 'of the engine' },
      ],
      disruptions: [
        {
          workload: { cluster: 'prod-eu', ...object },
          desired: 3,
          ready: 3,
          lowestReady: 2,
        },
      ],
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      computedAt: '1970-01-01T00:00:00.000Z',
    });
    expect(previewSchema.parse(preview)).toEqual(preview);
  });

  it('has nothing to show of what does not exist before or after', () => {
    const created = previewOf(
      { ...draft, ...withChange({ action: 'create', before: undefined }) },
      options,
    );
    expect(created.changes[0].before).toBe('');
    const deleted = previewOf(
      { ...draft, ...withChange({ action: 'delete', after: undefined }) },
      options,
    );
    expect(deleted.changes[0].after).toBe('');
  });

  it.each<[string, Partial<PreviewDraft>, Partial<typeof options>?]>([
    ['how it is now', withChange({ before: { spec: { replicas: 9 } } })],
    ['the words', { summary: 'Scale it' }],
    ['impacts', { impacts: [] }],
    [
      'disruptions',
      {
        disruptions: [
          { workload: object, desired: 1, ready: 1, lowestReady: 0 },
        ],
      },
    ],
    ['when it was asked', {}, { now: new Date(1) }],
    [
      'the order of names in an object',
      withChange({ after: { spec: { paused: true, replicas: 4 } } }),
    ],
    [
      'what is left out, and what is undefined',
      withChange({
        after: { spec: { replicas: 4, paused: true, x: undefined } },
      }),
    ],
    ['whether the API server was asked', { source: 'computed' }],
  ])('has the same hash, whatever %s', (...[, drafted, changed]) => {
    expect(hashOf(drafted, changed)).toBe(hashOf({}));
  });

  it.each<[string, Partial<PreviewDraft>, Partial<typeof options>?]>([
    ['a value', withChange({ after: { spec: { replicas: 5, paused: true } } })],
    ['a field', withChange({ fields: ['spec.replicas', 'spec.paused'] })],
    ['the object', withChange({ object: { ...object, name: 'cart' } })],
    ['one of the same name', withChange({ uid: 'uid-2' })],
    ['the kind', withChange({ object: { ...object, kind: 'StatefulSet' } })],
    ['the namespace', withChange({ object: { ...object, namespace: 'x' } })],
    ['what is done to it', withChange({ action: 'delete', after: undefined })],
    ['another object besides', { changes: [change, { ...change, uid: 'b' }] }],
    ['nothing', { changes: [] }],
    ['the order of a list', withChange({ after: { list: [2, 1] } })],
    ['another verb', {}, { operation: 'kubernetes.restart' }],
    ['the cluster', {}, { target: { ...target, cluster: 'prod-us' } }],
    ['the target', {}, { target: { ...target, uid: 'uid-2' } }],
  ])('has another hash for %s', (...[, drafted, changed]) => {
    expect(hashOf(drafted, changed)).not.toBe(hashOf({}));
  });

  it('has another hash for another order of a list', () => {
    const [a, b] = [
      [1, 2],
      [2, 1],
    ].map(list => withChange({ after: { list } }));
    expect(hashOf(a)).not.toBe(hashOf(b));
  });
});
