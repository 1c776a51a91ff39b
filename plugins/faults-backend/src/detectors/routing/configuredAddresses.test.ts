import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, inShort, pod, service } from '../testObjects';
import { configuredAddresses } from './configuredAddresses';

const caller = (value: string, isReady = true) => [
  deployment({
    name: 'checkout',
    container: { env: [{ name: 'CART_ADDR', value }] },
  }),
  pod({ of: 'checkout', isReady }),
];
const logs = (text: string) => ({
  logsOf: () => [{ container: 'app', previous: false, text }],
});
const configMap = {
  kind: 'ConfigMap',
  metadata: { name: 'c' },
  data: { CART: 'cartservice:81' },
};
const cart = service({ name: 'cartservice' });

describe('configuredAddresses', () => {
  it.each([
    ['address-of-no-port', 'cartservice:81', '', 0.5],
    [
      'address-of-no-port',
      'http://cartservice.default.svc.cluster.local:81/x',
      'dial tcp 10.0.0.7:81: i/o timeout',
      0.96,
    ],
    ['address-of-no-service', 'cartservcie:80', '', 0.5],
    ['address-of-no-service', 'basket:80', 'lookup basket: no such host', 0.8],
    [
      'address-of-no-service',
      'cartservice-v2:80',
      'lookup cartservice-v2: no such host',
      0.96,
    ],
  ])(
    'finds %s in %s, with the log "%s": %s',
    (fault, value, text, confidence) => {
      const found = detectIn(configuredAddresses, {
        objects: [cart, ...caller(value)],
        evidence: logs(text),
      });
      expect(inShort(found)).toEqual([`${fault} of Deployment checkout`]);
      expect(found[0].confidence).toBe(confidence);
      expect(
        found[0].evidence.filter(({ message }) =>
          message.includes('CART_ADDR'),
        ),
      ).toEqual([expect.objectContaining({ revealsConfiguration: true })]);
    },
  );

  it.each([
    ['cartservice:81', 0.88],
    ['cartservcie:80', 0.7],
  ])('is surer of %s where the caller is not well', (value, confidence) => {
    expect(
      detectIn(configuredAddresses, {
        objects: [cart, ...caller(value, false)],
      }),
    ).toMatchObject([{ confidence }]);
  });

  it('reads ConfigMaps too', () => {
    const found = detectIn(configuredAddresses, {
      objects: [
        cart,
        configMap,
        deployment({
          container: { envFrom: [{ configMapRef: { name: 'c' } }] },
        }),
      ],
    });
    expect(inShort(found)).toEqual(['address-of-no-port of Deployment cart']);
  });

  it.each([
    ['is right', [cart, ...caller('cartservice:80')]],
    ['is elsewhere', [cart, ...caller('db.example.com:5432')]],
    ['is of nothing that anybody complains of', [cart, ...caller('basket:80')]],
    ['is this host', [cart, ...caller('localhost:9999')]],
    [
      'names a workload whose Service is missing',
      [
        cart,
        deployment({ name: 'cartservices' }),
        ...caller('cartservices:80'),
      ],
    ],
    [
      'leads straight to pods',
      [
        service({ name: 'cartservice', spec: { clusterIP: 'None' } }),
        ...caller('cartservice:81'),
      ],
    ],
    [
      'leads outside',
      [
        service({ name: 'cartservice', spec: { type: 'ExternalName' } }),
        ...caller('cartservice:81'),
      ],
    ],
    ['is none', [cart, ...caller('very good')]],
  ])('is silent about an address that %s', (_, objects) => {
    expect(
      detectIn(configuredAddresses, {
        objects,
        evidence: logs('GET /basketball/cartservice-v1 200'),
      }),
    ).toEqual([]);
  });
});
