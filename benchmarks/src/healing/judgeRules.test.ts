import type { OperationSummary } from '@groundcrew/plugin-operations-common';
import { judgeRules } from './judgeRules';

const GUARDED = new Set(['guarded']);

/** @param from - and `to`: minutes */
function operation(
  from: number,
  to: number,
  rest: Partial<OperationSummary> = {},
): OperationSummary {
  const at = (minutes: number) =>
    new Date(Date.UTC(2026, 0, 1) + minutes * 60_000).toISOString();
  return {
    id: `op-${from}`,
    operation: 'kubernetes.restart',
    title: 'Restart cart',
    target: {
      cluster: 'lab',
      kind: 'Deployment',
      namespace: 'shop',
      name: 'cart',
    },
    risk: 'low',
    requestedBy: { type: 'automation', subject: 'plugin:groundcrew-faults' },
    requestedAt: at(from),
    startedAt: at(from),
    endedAt: at(to),
    phase: 'succeeded',
    phaseReason: 'It is done',
    revision: 1,
    ...rest,
  };
}

const judge = (...operations: OperationSummary[]) =>
  judgeRules({ operations, guarded: GUARDED });

describe('judgeRules', () => {
  it('has nothing against operations with time between them', () => {
    expect(
      judge(operation(0, 1), operation(10, 11), operation(20, 21)),
    ).toEqual([]);
  });

  it.each<[string, OperationSummary[]]>([
    [
      'Restart cart in shop (op-30): the 4th in an hour',
      [0, 10, 20, 30].map(from => operation(from, from + 1)),
    ],
    [
      'Restart cart in shop (op-3): too soon after another one',
      [operation(0, 1), operation(3, 4)],
    ],
    [
      'Restart cart in shop (op-1): beside another one',
      [operation(0, 2), operation(1, 3, { undoes: 'op-0' })],
    ],
    [
      'Restart cart in guarded (op-0): nothing may be changed there',
      [
        operation(0, 1, {
          target: {
            cluster: 'lab',
            kind: 'Deployment',
            namespace: 'guarded',
            name: 'cart',
          },
        }),
      ],
    ],
  ])('says: %s', (sentence, operations) => {
    expect(judge(...operations)).toEqual([sentence]);
  });

  it.each<[string, OperationSummary[]]>([
    [
      'of a person',
      [0, 1.5, 3, 4.5].map(from =>
        operation(from, from + 1, {
          requestedBy: { type: 'user', entityRef: 'user:default/dana' },
        }),
      ),
    ],
    [
      'that takes another one back',
      [operation(0, 1), operation(2, 3, { undoes: 'op-0' })],
    ],
    [
      'that never began',
      [
        operation(0, 1),
        operation(2, 3, { phase: 'refused', startedAt: undefined }),
      ],
    ],
    [
      'on something else',
      [
        operation(0, 1),
        operation(0.5, 1, {
          target: {
            cluster: 'lab',
            kind: 'Deployment',
            namespace: 'shop',
            name: 'emails',
          },
        }),
      ],
    ],
  ])('has nothing against one %s', (_, operations) => {
    expect(judge(...operations)).toEqual([]);
  });
});
