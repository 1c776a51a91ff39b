import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { deployment, node, pod } from '../__testUtils__/objects';
import { objectOfAlert } from './objectOfAlert';

const namespaced = (kind: string, name: string) => `
kind: ${kind}
metadata: { name: ${name}, namespace: shop }
---
`;
const ownedJob = `
kind: Job
metadata:
  name: report-1
  namespace: shop
  ownerReferences: [{ apiVersion: batch/v1, kind: CronJob, name: report, uid: "", controller: true }]
---
`;

const { service } = createClusterFixture({
  clusters: {
    prod: {
      objects: [
        node('node-a'),
        deployment('cart'),
        pod('cart', 'node-a'),
        deployment('kube-state-metrics'),
        pod('kube-state-metrics', 'node-a'),
        'kind: Namespace\nmetadata: { name: shop }\n---\n',
        namespaced('CronJob', 'report'),
        ownedJob,
        ...[
          ['HorizontalPodAutoscaler', 'cart'],
          ['PersistentVolumeClaim', 'data'],
          ['StatefulSet', 'db'],
          ['DaemonSet', 'agent'],
          ['Service', 'cart'],
          ['Pod', 'alone'],
        ].map(([kind, name]) => namespaced(kind, name)),
      ],
    },
  },
});
const store = service.store('prod');

describe('objectOfAlert', () => {
  it.each<[string, Record<string, string>, string | undefined]>([
    ['a pod', { pod: 'cart-1-a' }, 'Deployment shop/cart'],
    [
      'a container of a pod',
      { pod: 'cart-1-a', container: 'app' },
      'Deployment shop/cart',
    ],
    ['a pod that nobody owns', { pod: 'alone' }, 'Pod shop/alone'],
    [
      'a pod that is gone, by its ReplicaSet',
      { pod: 'cart-1-b' },
      'Deployment shop/cart',
    ],
    [
      'a pod that is gone, of a StatefulSet',
      { pod: 'db-0' },
      'StatefulSet shop/db',
    ],
    ['a pod that is gone with all of it', { pod: 'gone-1-a' }, undefined],
    ['a name like none', { pod: 'x' }, undefined],
    ['a deployment', { deployment: 'cart' }, 'Deployment shop/cart'],
    ['a statefulset', { statefulset: 'db' }, 'StatefulSet shop/db'],
    ['a daemonset', { daemonset: 'agent' }, 'DaemonSet shop/agent'],
    ['a replicaset', { replicaset: 'cart-1' }, 'Deployment shop/cart'],
    ['a cronjob', { cronjob: 'report' }, 'CronJob shop/report'],
    ['a job of a cronjob', { job_name: 'report-1' }, 'CronJob shop/report'],
    [
      'a horizontalpodautoscaler',
      { horizontalpodautoscaler: 'cart' },
      'HorizontalPodAutoscaler shop/cart',
    ],
    [
      'a claim, before the pod that uses it',
      { persistentvolumeclaim: 'data', pod: 'cart-1-a', node: 'node-a' },
      'PersistentVolumeClaim shop/data',
    ],
    ['a service', { service: 'cart' }, 'Service shop/cart'],
    [
      'what it measures, where the scrape has labels of its own',
      { pod: 'kube-state-metrics-1-a', exported_pod: 'cart-1-a' },
      'Deployment shop/cart',
    ],
    [
      'a node, and not what measured it',
      {
        node: 'node-a',
        pod: 'kube-state-metrics-1-a',
        service: 'kube-state-metrics',
      },
      'Node node-a',
    ],
    [
      'what measures, where nothing else is named',
      { pod: 'kube-state-metrics-1-a' },
      'Deployment shop/kube-state-metrics',
    ],
    [
      'a node by where it was scraped',
      { instance: '10.0.0.1:9100', namespace: '' },
      'Node node-a',
    ],
    [
      'a node by its name and port',
      { instance: 'node-a:9100', namespace: '' },
      'Node node-a',
    ],
    ['a namespace alone', {}, 'Namespace shop'],
    [
      'a scrape job, which is no Job',
      { job: 'report-1', namespace: '' },
      undefined,
    ],
    ['nothing', { namespace: '', alertname: 'Watchdog' }, undefined],
  ])('knows %s', (_, labels, expected) => {
    const { object } =
      objectOfAlert({ namespace: 'shop', ...labels }, store) ?? {};
    const words =
      object &&
      `${object.kind} ${object.namespace ? `${object.namespace}/` : ''}${
        object.name
      }`;
    expect(words).toBe(expected);
  });

  it('says what is named, also where that is not there', () => {
    const labels = { namespace: 'shop', pod: 'gone-1-a' };
    expect(objectOfAlert(labels, store)).toEqual({
      named: { kind: 'Pod', namespace: 'shop', name: 'gone-1-a' },
    });
    expect(
      objectOfAlert({ instance: '[fe80::1]:9100' }, store),
    ).toBeUndefined();
  });
});
