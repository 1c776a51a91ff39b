import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, inShort, service } from '../testObjects';
import { scaledToZero } from './scaledToZero';

const none = deployment({ spec: { replicas: 0 } });
const caller = (replicas: number) =>
  deployment({
    name: 'checkout',
    container: { env: [{ name: 'CART', value: 'http://cart:80/' }] },
    spec: { replicas },
  });

describe('scaledToZero', () => {
  it('finds a workload of no replicas that another one calls', () => {
    const found = detectIn(scaledToZero, {
      objects: [none, service(), caller(1)],
    });
    expect(inShort(found)).toEqual(['scaled-to-zero of Deployment cart']);
    expect(found[0].explains).toEqual([
      expect.objectContaining({ kind: 'Deployment', name: 'checkout' }),
    ]);
  });

  it.each([
    ['nobody calls it', [none, service()]],
    ['who calls it is scaled to nothing too', [none, service(), caller(0)]],
    ['it runs', [deployment(), service(), caller(1)]],
    [
      'nothing is said of replicas',
      [deployment({ spec: { replicas: undefined } }), service(), caller(1)],
    ],
  ])('is silent when %s', (_, objects) => {
    expect(detectIn(scaledToZero, { objects })).toEqual([]);
  });
});
