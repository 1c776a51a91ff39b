import { App } from './App';
import type { FaultKind } from './FaultKind';

/** A shop whose front calls its cart. */
async function pair(place: Parameters<FaultKind['prepare']>[0]) {
  const cart = await App.create(place, { name: 'cart' });
  const front = await App.create(place, {
    name: 'front',
    container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] },
  });
  return { cart, front };
}

const selectorMismatch: FaultKind = {
  id: 'service-selector-mismatch',
  faults: ['service-selector-mismatch'],
  at: 'namespace',
  async prepare(place) {
    const { world } = place;
    const { cart } = await pair(place);
    return {
      async break() {
        await world.patch(cart.service, {
          spec: { selector: { app: 'crat' } },
        });
        await cart.route(undefined);
      },
      async mend() {
        await world.patch(cart.service, {
          spec: { selector: { app: 'cart' } },
        });
        await cart.route(true);
      },
    };
  },
};

const portMismatch: FaultKind = {
  id: 'service-port-mismatch',
  faults: ['service-port-mismatch'],
  at: 'namespace',
  async prepare(place) {
    const { world } = place;
    const { cart } = await pair(place);
    const ports = (targetPort: string | number) => [
      { name: 'http', port: 80, protocol: 'TCP', targetPort },
    ];
    return {
      async break() {
        await world.patch(cart.service, { spec: { ports: ports('htpp') } });
        await cart.route(undefined);
      },
      async mend() {
        await world.patch(cart.service, { spec: { ports: ports('http') } });
        await cart.route(true);
      },
    };
  },
};

const serviceMissing: FaultKind = {
  id: 'service-missing',
  faults: ['service-missing', 'address-of-no-service'],
  at: 'namespace',
  mayPass: true,
  async prepare(place) {
    const { world } = place;
    const { cart } = await pair(place);
    return {
      async break() {
        await world.delete(cart.service);
        await world.delete(cart.slice);
      },
      async mend() {
        const { apiVersion, kind, metadata } = cart.service;
        const { name, namespace } = metadata ?? {};
        await world.create({
          apiVersion,
          kind,
          metadata: { name, namespace },
          spec: {
            selector: { app: 'cart' },
            ports: [{ name: 'http', port: 80, targetPort: 8080 }],
          },
        });
        const { addressType, ports } = cart.slice;
        await world.create({
          apiVersion: cart.slice.apiVersion,
          kind: 'EndpointSlice',
          metadata: {
            name: cart.slice.metadata?.name,
            namespace,
            labels: cart.slice.metadata?.labels,
          },
          addressType,
          endpoints: [],
          ports,
        });
        await cart.route(true);
      },
    };
  },
};

const ingressServiceMissing: FaultKind = {
  id: 'ingress-service-missing',
  faults: ['ingress-service-missing'],
  at: 'namespace',
  mayPass: true,
  async prepare(place) {
    const { namespace, world } = place;
    await App.create(place);
    const spec = (name: string) => ({
      rules: [
        {
          host: 'shop.example.com',
          http: {
            paths: [
              {
                path: '/',
                pathType: 'Prefix',
                backend: { service: { name, port: { number: 80 } } },
              },
            ],
          },
        },
      ],
    });
    const ingress = await world.create({
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { name: 'shop', namespace },
      spec: spec('shop'),
    });
    return {
      async break() {
        await world.patch(ingress, { spec: spec('shop-v2') });
      },
      async mend() {
        await world.patch(ingress, { spec: spec('shop') });
      },
    };
  },
};

/** What keeps requests from pods that are well. */
export const routingFaults: FaultKind[] = [
  selectorMismatch,
  portMismatch,
  serviceMissing,
  ingressServiceMissing,
];
