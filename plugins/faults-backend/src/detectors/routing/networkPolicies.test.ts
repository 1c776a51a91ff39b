import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { deployment, inShort, service } from '../testObjects';
import { networkPolicies } from './networkPolicies';

const policy = (name: string, spec: object) => ({
  kind: 'NetworkPolicy',
  metadata: { name },
  spec,
});
const denyAll = policy('deny', { podSelector: {}, policyTypes: ['Ingress'] });
const allow = policy('allow', {
  podSelector: { matchLabels: { app: 'cart' } },
  ingress: [{ from: [{ podSelector: {} }] }],
});
const shop = [deployment(), service()];
const find = (objects: object[], evidence = {}) =>
  detectIn(networkPolicies, { objects, evidence });

describe('networkPolicies', () => {
  it('finds one that lets nobody in to what a Service offers', () => {
    const found = find([denyAll, ...shop]);
    expect(inShort(found)).toEqual([
      'network-policy-denies-all of NetworkPolicy deny',
    ]);
    expect(found[0].explains).toEqual([
      expect.objectContaining({ name: 'cart' }),
    ]);
    expect(found[0].confidence).toBeLessThan(0.6);
    const [felt] = find([denyAll, ...shop], {
      connectivityOf: () => ({ isConnected: false, fromNodes: {} }),
    });
    expect(felt.confidence).toBeGreaterThanOrEqual(0.85);
  });

  it('finds one that selects nothing', () => {
    const found = find([
      policy('old', { podSelector: { matchLabels: { app: 'gone' } } }),
      ...shop,
    ]);
    expect(inShort(found)).toEqual([
      'network-policy-selects-nothing of NetworkPolicy old',
    ]);
  });

  it.each([
    ['that others complete', [denyAll, allow, ...shop]],
    ['on what no Service offers', [denyAll, deployment()]],
    ['of an empty namespace', [denyAll]],
    [
      'about egress alone',
      [policy('out', { podSelector: {}, policyTypes: ['Egress'] }), ...shop],
    ],
  ])('is silent about one %s', (_, objects) => {
    expect(find(objects)).toEqual([]);
  });
});
