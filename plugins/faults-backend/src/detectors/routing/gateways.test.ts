import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { gateways } from './gateways';

const NOW = '2026-01-01T12:00:00Z';

const condition = (type: string, status: string, minutesAgo = 60) => ({
  type,
  status,
  reason: `${type}Reason`,
  message: 'the controller says so',
  lastTransitionTime: new Date(
    Date.parse(NOW) - minutesAgo * 60_000,
  ).toISOString(),
});
const served = [condition('Accepted', 'True'), condition('Programmed', 'True')];

function find(status: unknown) {
  return detectIn(gateways, {
    now: NOW,
    objects: [
      {
        kind: 'Gateway',
        metadata: {
          name: 'public',
          creationTimestamp: '2026-01-01T11:00:00Z',
        },
        spec: { gatewayClassName: 'cloud' },
        status,
      } as object,
      {
        kind: 'HTTPRoute',
        metadata: { name: 'shop' },
        spec: { parentRefs: [{ name: 'public' }] },
      } as object,
      {
        kind: 'HTTPRoute',
        metadata: { name: 'other' },
        spec: { parentRefs: [{ name: 'private' }] },
      } as object,
    ],
  }).map(({ explains = [], fault, message }) =>
    [fault, message, ...explains.map(({ name }) => name)].join(' | '),
  );
}

describe('gateways', () => {
  it.each<[string, unknown, string]>([
    [
      'is not accepted',
      { conditions: [condition('Accepted', 'False')] },
      "gateway-not-accepted | Gateway 'public' is not accepted: AcceptedReason. | shop",
    ],
    [
      'has not been programmed for long',
      {
        conditions: [
          condition('Accepted', 'True'),
          condition('Programmed', 'False', 10),
        ],
      },
      "gateway-not-programmed | Gateway 'public' does not serve: ProgrammedReason. | shop",
    ],
    [
      'nobody looks after',
      { conditions: [condition('Programmed', 'Unknown')] },
      "gateway-not-programmed | No controller looks after Gateway 'public' of class 'cloud'. | shop",
    ],
    [
      'has a listener without its certificate',
      {
        conditions: served,
        listeners: [
          { name: 'https', conditions: [condition('ResolvedRefs', 'False')] },
        ],
      },
      "gateway-listener-invalid | Listener 'https' of Gateway 'public' cannot serve: ResolvedRefsReason. | shop",
    ],
  ])('finds one that %s', (_, status, expected) => {
    expect(find(status)).toEqual([expected]);
  });

  it.each<[string, unknown]>([
    ['serves', { conditions: served, listeners: [{ conditions: served }] }],
    [
      'is about to serve',
      {
        conditions: [
          condition('Accepted', 'True'),
          condition('Programmed', 'False', 1),
        ],
      },
    ],
    ['is served, and broken', { conditions: served, listeners: 'none' }],
  ])('says nothing of one that %s', (_, status) => {
    expect(find(status)).toEqual([]);
  });
});
