import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { BEFORE, deployment, endpoints, pod, service } from '../testObjects';
import { admissionWebhooks } from './admissionWebhooks';

const JUST_NOW = '2026-01-01T11:59:40Z';

function configuration(
  webhook: object = {},
  metadata: object = {},
): KubernetesObject {
  return {
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'policy', creationTimestamp: BEFORE, ...metadata },
    webhooks: [
      {
        name: 'policy.example.com',
        clientConfig: {
          service: { name: 'cart', namespace: 'default', port: 80 },
        },
        rules: [{ resources: ['pods', 'deployments'] }],
        ...webhook,
      },
    ],
  } as KubernetesObject;
}
const refused = {
  kind: 'ReplicaSet',
  metadata: { name: 'shop-1' },
  spec: { replicas: 2 },
  status: {
    replicas: 0,
    conditions: [
      {
        type: 'ReplicaFailure',
        status: 'True',
        message:
          'Internal error occurred: failed calling webhook "policy.example.com": no endpoints available',
      },
    ],
  },
} as KubernetesObject;

const find = (objects: KubernetesObject[]) =>
  detectIn(admissionWebhooks, { objects });

describe('admissionWebhooks', () => {
  it('finds a webhook whose Service does not exist, and whom it holds up', () => {
    expect(find([configuration(), refused])).toMatchObject([
      {
        fault: 'webhook-service-missing',
        object: { kind: 'ValidatingWebhookConfiguration', name: 'policy' },
        message: expect.stringContaining('pods and deployments'),
        explains: [{ kind: 'ReplicaSet', name: 'shop-1' }],
      },
    ]);
  });

  it.each<[string, KubernetesObject[]]>([
    ['no endpoints', [configuration(), service()]],
    [
      'endpoints that are not ready',
      [configuration(), service(), endpoints({ ready: false })],
    ],
    [
      'another port',
      [
        configuration({
          clientConfig: { service: { name: 'cart', namespace: 'default' } },
        }),
        service(),
        endpoints(),
      ],
    ],
  ])('finds a webhook whose Service has %s', (_, objects) => {
    expect(find(objects)).toMatchObject([
      { fault: 'webhook-service-unready', explains: [] },
    ]);
  });

  it('finds the same of what changes objects', () => {
    expect(
      find([
        { ...configuration(), kind: 'MutatingWebhookConfiguration' },
        refused,
      ]),
    ).toHaveLength(1);
  });

  it.each<[string, KubernetesObject[]]>([
    ['answers', [configuration(), service(), endpoints()]],
    ['may fail', [configuration({ failurePolicy: 'Ignore' })]],
    [
      'is somewhere else',
      [configuration({ clientConfig: { url: 'https://elsewhere' } })],
    ],
    ['has just come', [configuration({}, { creationTimestamp: JUST_NOW })]],
    [
      'is about to be replaced',
      [
        configuration(),
        service(),
        deployment(),
        pod({
          metadata: {
            ownerReferences: [
              { kind: 'Deployment', name: 'cart', controller: true },
            ],
          },
          status: {
            conditions: [
              { type: 'Ready', status: 'False', lastTransitionTime: JUST_NOW },
            ],
          },
        }),
      ],
    ],
    [
      'has a name elsewhere',
      [configuration(), service({ spec: { type: 'ExternalName', ports: [] } })],
    ],
  ])('is silent about one that %s', (_, objects) => {
    expect(find(objects)).toEqual([]);
  });
});
