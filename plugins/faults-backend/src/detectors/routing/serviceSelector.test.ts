import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, endpoints, inShort, pod, service } from '../testObjects';
import { serviceSelector } from './serviceSelector';

const wrong = service({ spec: { selector: { app: 'Cart-v2', tier: 'web' } } });
const labelled = deployment({ labels: { app: 'cart', tier: 'web' } });
const find = (objects: object[], evidence = {}) =>
  detectIn(serviceSelector, { objects, evidence });

describe('serviceSelector', () => {
  it('finds a selector that matches no pods, on the Service, and what it is meant for', () => {
    const [found, ...more] = find([wrong, labelled]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({
      fault: 'service-selector-mismatch',
      object: { kind: 'Service', name: 'cart' },
      explains: [{ kind: 'Deployment', name: 'cart' }],
      confidence: 0.8,
    });
  });

  it('is sure when it does not answer, by a connection or by what callers log', () => {
    const tried = find([wrong, labelled], {
      connectivityOf: () => ({ isConnected: false, fromNodes: {} }),
    });
    expect(tried[0].confidence).toBe(0.97);

    const line = 'dial tcp 10.0.0.7:80: connect: connection refused';
    const objects = [
      wrong,
      labelled,
      deployment({ name: 'checkout' }),
      pod({ of: 'checkout', isReady: true }),
    ];
    const logged = find(objects, {
      logsOf: ({ name }: { name: string }) =>
        name === 'checkout-1'
          ? [{ container: 'app', previous: false, text: `hi\n${line}\nbye` }]
          : [],
    });
    expect(logged[0].confidence).toBe(0.97);
    expect(logged[0].evidence).toContainEqual(
      expect.objectContaining({ source: 'log', message: line }),
    );
  });

  it('is surer when somebody needs it, and less sure when it resembles nothing', () => {
    const caller = deployment({
      name: 'checkout',
      container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] },
    });
    expect(find([wrong, labelled, caller])[0].confidence).toBeCloseTo(0.86);

    const alone = service({ name: 'lost', spec: { selector: { a: 'b' } } });
    expect(find([alone, labelled])[0].confidence).toBeLessThan(0.6);
    expect(find([alone, labelled])[0].explains).toEqual([]);
  });

  it.each([
    ['the same value under another label', { name: 'cart' }, 1],
    ['most of its labels', { app: 'cart', tier: 'web', zone: 'a' }, 1],
    ['a label of the whole system alone', { app: 'x', tier: 'web' }, 0],
  ])('knows by %s what a Service is meant for', (_, selector, explained) => {
    const named = service({ name: 'basket', spec: { selector } });
    const [found] = find([named, labelled]);
    expect(found.explains).toHaveLength(explained);
  });

  it('calls want of endpoints a symptom', () => {
    const found = find([
      service(),
      deployment(),
      pod(),
      endpoints({ ready: false }),
    ]);
    expect(inShort(found)).toEqual([
      'service-without-endpoints of Service cart',
    ]);
    expect(found[0].confidence).toBeLessThan(0.6);
  });

  it.each([
    [
      'with a ready endpoint',
      [service(), deployment(), pod({ isReady: true }), endpoints()],
    ],
    ['for a name outside', [service({ spec: { type: 'ExternalName' } })]],
    ['without a selector', [service({ spec: { selector: undefined } })]],
    [
      'of a workload of no replicas',
      [service(), deployment({ spec: { replicas: 0 } })],
    ],
    [
      'of a pod that nothing runs',
      [service(), pod({ metadata: { ownerReferences: [] } })],
    ],
    ['without a spec', [{ kind: 'Service', metadata: { name: 'bare' } }]],
  ])('is silent about a Service %s', (_, objects) => {
    expect(find(objects)).toEqual([]);
  });
});
