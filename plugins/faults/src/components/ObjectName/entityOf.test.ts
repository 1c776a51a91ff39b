import { objectRef } from '../../__fixtures__';
import { entityOf } from './entityOf';

const checkout = 'component:default/checkout';
const cart = 'component:default/cart';
const node = objectRef({ kind: 'Node', namespace: undefined });

describe('entityOf', () => {
  it.each([
    ['the only one', objectRef({ name: 'api' }), [cart], cart],
    ['the one of its name', objectRef(), [cart, checkout], checkout],
    [
      'none of several',
      objectRef({ name: 'api' }),
      [cart, checkout],
      undefined,
    ],
    ['none of none', objectRef(), [], undefined],
    ['none, for a node', node, [checkout], undefined],
  ])('finds %s', (_, object, entities, expected) => {
    expect(entityOf(object, entities)).toBe(expected);
  });
});
