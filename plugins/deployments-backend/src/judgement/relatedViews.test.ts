import {
  noRelatedObjects,
  type RelatedObjects,
} from '@groundcrew/plugin-clusters-node';
import { relatedViews } from './relatedViews';

const named = { name: 'checkout', namespace: 'shop' };

const cases: [
  string,
  Partial<RelatedObjects>,
  { summary: string; healthy: boolean },
][] = [
  [
    'a Service by its ready endpoints',
    {
      services: [{ metadata: named, spec: {} }],
      endpointSlices: [
        {
          addressType: 'IPv4',
          metadata: {
            ...named,
            labels: { 'kubernetes.io/service-name': 'checkout' },
          },
          endpoints: [
            { addresses: ['10.0.0.1'], conditions: { ready: true } },
            { addresses: ['10.0.0.2'], conditions: { ready: false } },
          ],
        },
      ],
    },
    { summary: '1 of 2 endpoints ready', healthy: true },
  ],
  [
    'a Service that nothing stands behind',
    { services: [{ metadata: named }] },
    { summary: '0 of 0 endpoints ready', healthy: false },
  ],
  [
    'a Service that is an alias',
    {
      services: [
        {
          metadata: named,
          spec: { type: 'ExternalName', externalName: 'db.example' },
        },
      ],
    },
    { summary: 'is db.example', healthy: true },
  ],
  [
    'an Ingress by its hosts',
    {
      ingresses: [
        { metadata: named, spec: { rules: [{ host: 'shop.example' }] } },
      ],
    },
    { summary: 'shop.example', healthy: true },
  ],
  [
    'an HPA that cannot read its metric',
    {
      horizontalPodAutoscalers: [
        {
          metadata: named,
          spec: {
            scaleTargetRef: { kind: 'Deployment', name: 'checkout' },
            minReplicas: 2,
            maxReplicas: 6,
          },
          status: {
            desiredReplicas: 2,
            currentReplicas: 2,
            conditions: [
              { type: 'ScalingActive', status: 'False', message: 'no metrics' },
            ],
          },
        },
      ],
    },
    { summary: '2–6 replicas, now 2; no metrics', healthy: false },
  ],
  [
    'a budget that is used up but held',
    {
      podDisruptionBudgets: [
        {
          metadata: named,
          status: {
            disruptionsAllowed: 1,
            currentHealthy: 3,
            desiredHealthy: 2,
            expectedPods: 3,
          },
        },
      ],
    },
    { summary: '1 disruption allowed, 3 healthy of 2 needed', healthy: true },
  ],
  [
    'a claim that is not bound',
    {
      persistentVolumeClaims: [
        {
          metadata: named,
          spec: { resources: { requests: { storage: '5Gi' } } },
          status: { phase: 'Pending' },
        },
      ],
    },
    { summary: 'Pending, 5Gi', healthy: false },
  ],
  [
    'a quota that is full',
    {
      resourceQuotas: [
        {
          metadata: named,
          status: { hard: { pods: '5' }, used: { pods: '5' } },
        },
      ],
    },
    { summary: 'pods 5 of 5', healthy: false },
  ],
  [
    'an Application out of sync',
    {
      applications: [
        {
          metadata: named,
          status: {
            sync: { status: 'OutOfSync' },
            health: { status: 'Healthy' },
          },
        },
      ],
    },
    { summary: 'OutOfSync, Healthy', healthy: false },
  ],
  [
    'a ConfigMap by its keys',
    { configMaps: [{ metadata: named, data: { a: '1' } }] },
    { summary: '1 key', healthy: true },
  ],
  [
    'a Secret without a word of its values',
    { secrets: [{ metadata: named }] },
    { summary: 'values are never read', healthy: true },
  ],
];

describe('relatedViews tells of', () => {
  it.each(cases)('%s', (_, related, expected) => {
    expect(
      relatedViews({
        cluster: 'dev-1',
        related: { ...noRelatedObjects(), ...related },
      })[0],
    ).toMatchObject(expected);
  });
});
