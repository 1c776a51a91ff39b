import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { missingService } from './missingService';

const workload = (name: string, env = '') => `
kind: Deployment
metadata: { name: ${name} }
spec:
  template:
    metadata: { labels: { app: ${name} } }
    spec: { containers: [{ name: c, ports: [{ containerPort: 80 }], env: [${env}] }] }
`;
const service = (name: string, app = name) => `
kind: Service
metadata: { name: ${name} }
spec: { selector: { app: ${app} } }
`;
const quota = (used: number, resource = 'services') => `
kind: ResourceQuota
metadata: { name: q }
status: { hard: { ${resource}: "2" }, used: { ${resource}: "${used}" } }
`;
const NAMESPACE = `
kind: Namespace
metadata: { name: default }
`;

const CALLER = workload('web', '{ name: CART_ADDR, value: "cart:80" }');
const CALLEE = workload('cart');

function found(objects: string[], evidence?: Partial<EvidenceReader>) {
  return detectIn(missingService, {
    objects: objects.join('\n---\n'),
    evidence,
  }).map(({ confidence, fault, object }) => [
    fault,
    `${object.kind}/${object.name}`,
    confidence,
  ]);
}

const MISSING = ['service-missing', 'Service/cart', 0.85];
const FULL = ['quota-services-exceeded', 'Namespace/default', 0.97];

describe('missingService', () => {
  it('finds a Service that an address names and that is not there', () => {
    expect(found([CALLER, CALLEE])).toEqual([MISSING]);
    const byName = workload('web', '{ name: CART_HOST, value: cart }');
    expect(found([byName, CALLEE])).toEqual([
      ['service-missing', 'Service/cart', 0.6],
    ]);
  });

  it('finds one that traffic shows to be called', () => {
    const callsOf = ({ name }: { name: string }) =>
      name === 'web' ? ['cart'] : [];
    expect(found([workload('web'), CALLEE], { callsOf })).toEqual([MISSING]);
  });

  it('finds one that a manifest has', () => {
    const desired = (kind: string) =>
      kind === 'Service' ? [{ kind, metadata: { name: 'cart' } }] : [];
    expect(found([NAMESPACE], { desired })).toEqual([
      ['service-missing', 'Service/cart', 0.7],
    ]);
    expect(found([NAMESPACE, quota(2)], { desired })).toEqual([FULL]);
    expect(found([NAMESPACE, service('cart')], { desired })).toEqual([]);
  });

  it('blames a quota for Services that is used up, and only such a one', () => {
    expect(found([CALLER, CALLEE, quota(2)])).toEqual([FULL]);
    expect(found([CALLER, CALLEE, quota(2, 'count/services')])).toEqual([FULL]);
    expect(found([CALLER, CALLEE, quota(1)])).toEqual([MISSING]);
    expect(found([CALLER, CALLEE, quota(2, 'pods')])).toEqual([MISSING]);
    expect(found([CALLER, CALLEE, quota(2, 'services.loadbalancers')])).toEqual(
      [MISSING],
    );
  });

  it.each<[string, string[]]>([
    ['where it is there', [CALLER, CALLEE, service('cart')]],
    ['where there is nothing that it could lead to', [CALLER]],
    [
      'where the workload has a Service of another name',
      [CALLER, CALLEE, service('basket', 'cart')],
    ],
    [
      'where the workload has only just come',
      [
        CALLER,
        CALLEE.replace(
          'name: cart',
          'name: cart, creationTimestamp: 2026-01-01T11:59:55Z',
        ),
      ],
    ],
    ['of its own name', [workload('web', '{ name: MY_HOST, value: web }')]],
    [
      'of a name in another namespace',
      [workload('web', '{ name: A, value: "cart.other:80" }'), CALLEE],
    ],
    ['of a quota alone', [CALLEE, quota(2)]],
  ])('is silent %s', (_, objects) => {
    expect(found([NAMESPACE, ...objects])).toEqual([]);
  });
});
