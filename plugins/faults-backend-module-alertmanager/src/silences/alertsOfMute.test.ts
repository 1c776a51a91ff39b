import type { ActiveMute } from '@groundcrew/plugin-faults-node';
import { exampleAssessed } from '../__testUtils__/exampleAlert';
import { alertsOfMute } from './alertsOfMute';

const NODE = { kind: 'Node', name: 'node-a' };
const ofCart = exampleAssessed({ record: { id: 1 } });
const ofOrders = exampleAssessed({
  record: { id: 2 },
  object: { kind: 'Deployment', namespace: 'shop', name: 'orders' },
});
const ofNode = exampleAssessed({ record: { id: 3 }, object: NODE });
const ofNothing = exampleAssessed({ record: { id: 4 }, object: undefined });
const elsewhere = exampleAssessed({ record: { id: 5, cluster: 'dev' } });
const alerts = [ofCart, ofOrders, ofNode, ofNothing, elsewhere];

const findingOn = (fault: string, object: object) => ({
  fault,
  object: { cluster: 'prod', ...object },
});
/** A node that lets a Deployment down. */
const incident = {
  explanation: {
    cause: findingOn('node-not-ready', NODE),
    symptoms: [{ finding: findingOn('alert-firing', ofCart.object!) }],
  },
} as never;

const muteOf = (scope: Partial<ActiveMute>): ActiveMute => ({
  id: 1,
  fault: 'alert-firing',
  cluster: 'prod',
  reason: 'known',
  createdBy: 'user:default/omar',
  until: 9_000,
  ...scope,
});

describe('alertsOfMute', () => {
  it.each<[string, Partial<ActiveMute>, number[]]>([
    [
      'alerts of an object',
      { kind: 'Deployment', namespace: 'shop', name: 'cart' },
      [1],
    ],
    ['alerts of a namespace', { namespace: 'shop' }, [1, 2]],
    ['alerts of a cluster', {}, [1, 2, 3]],
    [
      'an object that has another fault',
      {
        fault: 'oom-killed',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      },
      [1],
    ],
    ['a fault of all objects', { fault: 'oom-killed' }, []],
    [
      'the cause of an incident',
      { fault: 'node-not-ready', kind: 'Node', name: 'node-a' },
      [1, 3],
    ],
    [
      'the causes of incidents of a cluster',
      { fault: 'node-not-ready' },
      [1, 3],
    ],
    [
      'the same in another cluster',
      { fault: 'node-not-ready', cluster: 'dev' },
      [],
    ],
  ])('finds those of a mute of %s', (_, scope, expected) => {
    expect(
      alertsOfMute(muteOf(scope), alerts, [incident]).map(
        ({ record }) => record.id,
      ),
    ).toEqual(expected);
  });
});
