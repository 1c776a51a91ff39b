import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, inShort, pod, service } from '../testObjects';
import { dnsSettings } from './dnsSettings';

const caller = (spec: object) =>
  deployment({
    name: 'checkout',
    podSpec: spec,
    container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] },
  });
const find = (spec: object, evidence = {}) =>
  detectIn(dnsSettings, {
    objects: [caller(spec), pod({ of: 'checkout' }), service()],
    evidence,
  });

describe('dnsSettings', () => {
  it.each([
    ['dns-without-nameservers', { dnsPolicy: 'None' }],
    ['dns-bypasses-cluster', { dnsPolicy: 'Default' }],
    ['dns-bypasses-cluster', { hostNetwork: true, dnsPolicy: 'ClusterFirst' }],
  ])('finds %s in %j', (fault, spec) => {
    expect(inShort(find(spec))).toEqual([`${fault} of Deployment checkout`]);
  });

  it('is sure when the log complains', () => {
    const text = 'dial: lookup cart: no such host';
    const [found] = find(
      { dnsPolicy: 'Default' },
      { logsOf: () => [{ container: 'app', previous: false, text }] },
    );
    expect(found.confidence).toBeGreaterThanOrEqual(0.85);
  });

  it.each([
    [{}],
    [{ dnsPolicy: 'None', dnsConfig: { nameservers: ['10.0.0.10'] } }],
    [{ dnsPolicy: 'Default', dnsConfig: { nameservers: ['10.0.0.10'] } }],
    [{ hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' }],
  ])('is silent about %j', spec => {
    expect(find(spec)).toEqual([]);
  });

  it('is silent about what needs no name of the cluster', () => {
    const objects = [caller({ dnsPolicy: 'Default' })];
    expect(detectIn(dnsSettings, { objects })).toEqual([]);
  });
});
