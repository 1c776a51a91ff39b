import type { ZodType } from 'zod';
import type { TargetContext } from '@groundcrew/plugin-operations-common';
import { operationTargetRules } from './operationTargetRules';

const target: TargetContext = {
  cluster: 'prod-eu',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'checkout',
  environment: 'prod',
  owner: 'group:default/Checkout',
  entityRef: 'component:default/checkout',
  operation: 'kubernetes.restart',
  risk: 'medium',
};
/** Of what nobody knows anything besides. */
const bare: TargetContext = {
  cluster: 'other',
  kind: 'Node',
  name: 'n',
  operation: 'kubernetes.drain',
  risk: 'high',
};

type Name = keyof typeof operationTargetRules;

describe('operationTargetRules', () => {
  it.each<[Name, object, object]>([
    [
      'isInEnvironment',
      { environments: ['prod'] },
      { field: 'environment', values: ['prod'] },
    ],
    [
      'isInCluster',
      { clusters: ['prod-eu'] },
      { field: 'cluster', values: ['prod-eu'] },
    ],
    [
      'isInNamespace',
      { namespaces: ['shop'] },
      { field: 'namespace', values: ['shop'] },
    ],
    [
      'isTargetOwnedBy',
      { groups: ['group:default/checkout'] },
      { field: 'owner', values: ['group:default/checkout'] },
    ],
    [
      'isOfEntity',
      { entityRefs: ['component:default/checkout'] },
      { field: 'entityRef', values: ['component:default/checkout'] },
    ],
    [
      'isOperation',
      { operations: ['kubernetes.restart'] },
      { field: 'operation', values: ['kubernetes.restart'] },
    ],
    ['isRiskAtMost', { risk: 'medium' }, { field: 'risk', values: ['medium'] }],
  ])('%s', (name, params, query) => {
    const rule = operationTargetRules[name];
    expect(rule.apply(target, params as never)).toBe(true);
    expect(rule.apply(bare, params as never)).toBe(false);
    expect(rule.toQuery(params as never)).toEqual(query);
    // Declared as any standard schema; ours are of zod.
    const schema = rule.paramsSchema as ZodType;
    expect(schema.safeParse(params).success).toBe(true);
    expect(schema.safeParse({}).success).toBe(false);
  });
});
