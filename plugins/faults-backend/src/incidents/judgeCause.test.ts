import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Cause } from '../causes';
import type { LinkedEntity } from '../entities';
import { exampleFinding } from './__testUtils__/exampleIncident';
import { judgeCause, type ActiveMute } from './judgeCause';

const deployment = (name: string, ready: number) => `
kind: Deployment
metadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }
spec: { replicas: 2 }
status: { replicas: 2, updatedReplicas: 2, readyReplicas: ${ready}, conditions: [{ type: Progressing, status: "False" }] }
---
`;
const OBJECTS = `
kind: Namespace
metadata: { name: shop, labels: { groundcrew.io/environment: prod } }
---
${deployment('cart', 0)}${deployment('front', 1)}${deployment('store', 2)}
kind: Job
metadata: { name: report, namespace: shop }
status: { failed: 1 }
`;

const ref = (name: string, kind = 'Deployment') => ({
  ...exampleFinding().object,
  kind,
  name,
});

const cause = (changes: Partial<Cause> = {}): Cause => ({
  finding: exampleFinding(),
  score: 0.95,
  verdict: 'cause',
  symptoms: [],
  explainedBy: [],
  ...changes,
});

const entity = (
  name: string,
  criticality?: LinkedEntity['criticality'],
): LinkedEntity => ({
  ref: `component:default/${name}`,
  criticality,
  dependsOn: [],
  link: { selector: '', key: '' },
});

function judge(
  of: Cause,
  {
    entities = {},
    mutes = [],
  }: { entities?: Record<string, LinkedEntity>; mutes?: ActiveMute[] } = {},
) {
  const { service } = createClusterFixture({
    clusters: { dev: { objects: OBJECTS } },
  });
  return judgeCause(of, {
    clusters: service,
    links: {
      entitiesOfWorkload: (_, { metadata }) => {
        const found = entities[metadata?.name ?? ''];
        return found ? [found] : [];
      },
    },
    mutes,
    settings: { isProduction: environment => environment === 'prod' },
    standsSince: 5,
  });
}

describe('judgeCause', () => {
  it.each<[string, string, string]>([
    ['cart', 'down', 'P1'],
    ['front', 'degraded', 'P2'],
    ['store', 'at-risk', 'P3'],
    ['unknown', 'at-risk', 'P3'],
  ])('tells by the replicas of %s what it does', (name, level, severity) => {
    expect(
      judge(cause({ finding: exampleFinding({ object: ref(name) }) })),
    ).toMatchObject({ impact: { level }, severity, environment: 'prod' });
  });

  it('counts what it holds up, and what its symptoms sit in, each once, the worst first', () => {
    const finding = exampleFinding({
      object: ref('node-a', 'Node'),
      explains: [ref('store'), ref('front')],
    });
    const { affected, impact } = judge(
      cause({
        finding,
        symptoms: ['front', 'cart'].map(name => ({
          finding: exampleFinding({ object: ref(name) }),
          by: finding,
          relation: 'holds-up' as const,
          message: '',
        })),
      }),
    );
    expect(affected.map(({ name }) => name)).toEqual([
      'node-a',
      'store',
      'front',
      'cart',
    ]);
    expect(impact.level).toBe('down');
    expect(
      impact.workloads.map(({ object, ready }) => [object.name, ready]),
    ).toEqual([
      ['cart', 0],
      ['front', 1],
      ['store', 2],
    ]);
  });

  it('goes by the most critical entity that suffers', () => {
    const finding = exampleFinding({ explains: [ref('front')] });
    expect(
      judge(cause({ finding }), {
        entities: {
          cart: entity('cart', 'low'),
          front: entity('front', 'critical'),
        },
      }),
    ).toMatchObject({
      severity: 'P0',
      entities: ['component:default/cart', 'component:default/front'],
    });
  });

  it('does not take a Job that failed for something that is down', () => {
    const finding = exampleFinding({ object: ref('report', 'Job') });
    expect(judge(cause({ finding })).severity).toBe('P3');
  });

  it.each<[string, Partial<ActiveMute>, number | undefined]>([
    ['its fault everywhere', {}, 9],
    ['its object', { namespace: 'shop', kind: 'Deployment', name: 'cart' }, 9],
    ['another fault', { fault: 'other' }, undefined],
    ['another cluster', { cluster: 'prod' }, undefined],
    ['another namespace', { namespace: 'bank' }, undefined],
    ['another object', { name: 'front' }, undefined],
  ])('is muted by a mute of %s, or is not', (_, mute, until) => {
    const other = { fault: 'application-crash', cluster: 'dev', until: 9 };
    expect(judge(cause(), { mutes: [{ ...other, ...mute }] }).mutedUntil).toBe(
      until,
    );
  });
});
