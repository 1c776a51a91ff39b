import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { inShort, service } from '../testObjects';
import { ingresses } from './ingresses';

const ingress = (backend: object, spec = {}) => ({
  kind: 'Ingress',
  metadata: { name: 'shop' },
  spec: {
    rules: [
      {
        host: 'shop.example.com',
        http: { paths: [{ backend: { service: backend } }] },
      },
    ],
    ...spec,
  },
});
const to = (name: string, port: object) => ingress({ name, port });
const tls = { tls: [{ hosts: ['shop.example.com'], secretName: 'cert' }] };
const named = service({ spec: { ports: [{ port: 80, name: 'http' }] } });

describe('ingresses', () => {
  it.each([
    ['ingress-service-missing', [to('basket', { number: 80 }), service()]],
    [
      'ingress-service-missing',
      [
        {
          ...to('cart', { number: 80 }),
          spec: { defaultBackend: { service: { name: 'basket' } } },
        },
        service(),
      ],
    ],
    ['ingress-port-missing', [to('cart', { number: 81 }), service()]],
    ['ingress-port-missing', [to('cart', { name: 'web' }), named]],
    [
      'ingress-certificate-missing',
      [ingress({ name: 'cart', port: { number: 80 } }, tls), service()],
    ],
    [
      'ingress-class-missing',
      [
        {
          ...to('cart', { number: 80 }),
          spec: { ingressClassName: 'edge' },
        },
        { kind: 'IngressClass', metadata: { name: 'inner' } },
      ],
    ],
  ])('finds %s', (fault, objects) => {
    expect(inShort(detectIn(ingresses, { objects }))).toEqual([
      `${fault} of Ingress shop`,
    ]);
  });

  it.each([
    ['a Service and its port', [to('cart', { number: 80 }), service()]],
    ['a port by its name', [to('cart', { name: 'http' }), named]],
    [
      'a certificate',
      [
        ingress({ name: 'cart', port: { number: 80 } }, tls),
        service(),
        { kind: 'Secret', metadata: { name: 'cert' } },
      ],
    ],
    [
      'a class',
      [
        {
          kind: 'Ingress',
          metadata: { name: 'a' },
          spec: { ingressClassName: 'edge' },
        },
        { kind: 'IngressClass', metadata: { name: 'edge' } },
      ],
    ],
    [
      'a class that may come yet',
      [
        {
          kind: 'Ingress',
          metadata: { name: 'a', creationTimestamp: '2026-01-01T11:59:50Z' },
          spec: { ingressClassName: 'edge' },
        },
      ],
    ],
    [
      'something else than a Service',
      [
        {
          kind: 'Ingress',
          metadata: { name: 'shop' },
          spec: { defaultBackend: { resource: { kind: 'Bucket', name: 'b' } } },
        },
      ],
    ],
    ['nothing', [{ kind: 'Ingress', metadata: { name: 'shop' } }]],
  ])('is silent about an Ingress with %s', (_, objects) => {
    expect(detectIn(ingresses, { objects })).toEqual([]);
  });
});
