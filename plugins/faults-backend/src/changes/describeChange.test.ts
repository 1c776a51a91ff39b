import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { describeChange } from './describeChange';
import { digestOf } from './digestOf';

const SEEN_AT = Date.parse('2026-01-01T12:00:00Z');

/** What is told of an object that became another one, as the cache gives it; with values of configuration shown, to see that none gets out. */
function told(before: string | undefined, after: string | undefined) {
  const digests = [before, after].map(yaml => {
    const fixture = createClusterFixture({
      clusters: { dev: { objects: yaml ?? [] } },
    });
    const store = fixture.service.store('dev').withConfiguration();
    const kind = /^kind: (\w+)$/m.exec(yaml ?? '')?.[1] ?? '';
    const [object] = store.list(kind);
    return object && digestOf(kind, object);
  });
  return describeChange(digests[0], digests[1], {
    cluster: 'dev',
    seenAt: SEEN_AT,
    autoscaler: 'cart-scaler',
  }).map(({ change }) => change);
}

const deployment = (spec: string, metadata = '') => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
${metadata}
spec:
${spec}
`;
const template = (container: string, more = '') => `
  replicas: 3
  template:
    metadata: {labels: {app: cart}}
    spec:
${more}
      containers:
        - name: app
${container}
`;
const image = (tag: string) => template(`          image: shop/cart:${tag}`);
const env = (...variables: string[]) =>
  template(`          image: shop/cart:1
          env: [${variables.join(', ')}]`);
const configMap = (data: string) => `
kind: ConfigMap
metadata: {name: flags}
data: ${data}
`;
const service = (spec: string) => `
kind: Service
metadata: {name: cart}
spec: ${spec}
`;
const node = (spec: string, ready: string, more = '') => `
kind: Node
metadata: {name: node-a}
spec: ${spec}
status:
  conditions:
    - {type: Ready, status: "${ready}", lastTransitionTime: "2026-01-01T11:58:00Z", lastHeartbeatTime: "2026-01-01T11:5${
  ready === 'True' ? 1 : 2
}:00Z"}
${more}
`;
const pressure = (status: string) =>
  `    - {type: MemoryPressure, status: "${status}"}`;

describe('describeChange', () => {
  it.each<[string, string, string, string, string[]]>([
    [
      'release',
      'an image',
      deployment(image('1.8.1')),
      deployment(image('1.8.2')),
      ['Image of container `app` changed from 1.8.1 to 1.8.2'],
    ],
    [
      'release',
      'an image of another repository',
      deployment(template('          image: shop/cart:1')),
      deployment(template('          image: other:5000/cart:1')),
      [
        'Image of container `app` changed from shop/cart:1 to other:5000/cart:1',
      ],
    ],
    [
      'release',
      'variables, and never their values',
      deployment(env('{name: A, value: hunter2}', '{name: B, value: x}')),
      deployment(env('{name: A, value: hunter3}', '{name: C, value: x}')),
      [
        'Variables of container `app` added: C; Variables of container `app` removed: B; Variables of container `app` changed: A',
      ],
    ],
    [
      'release',
      'a limit',
      deployment(
        template('          resources: {limits: {memory: 256Mi, cpu: 1}}'),
      ),
      deployment(
        template('          resources: {limits: {memory: 128Mi, cpu: 1}}'),
      ),
      ['`limits.memory` of container `app` changed from 256Mi to 128Mi'],
    ],
    [
      'release',
      'a probe and a setting of the pods',
      deployment(template('          readinessProbe: {tcpSocket: {port: 1}}')),
      deployment(
        template(
          '          readinessProbe: {tcpSocket: {port: 2}}',
          '      dnsPolicy: Default',
        ),
      ),
      [
        '`readinessProbe` of container `app` changed; `dnsPolicy` of the pods set to Default',
      ],
    ],
    [
      'release',
      'arguments, and never what they are',
      deployment(template('          args: ["--greeting=hunter2"]')),
      deployment(template('          args: ["--greeting=hunter3"]')),
      ['Command of container `app` changed'],
    ],
    [
      'release',
      'a restart',
      deployment(image('1')),
      deployment(image('1')).replace(
        'labels: {app: cart}',
        'labels: {app: cart}, annotations: {kubectl.kubernetes.io/restartedAt: "2026-01-01T11:59:00Z"}',
      ),
      ['Pods restarted'],
    ],
    [
      'scaling',
      'replicas',
      deployment(image('1')),
      deployment(image('1').replace('replicas: 3', 'replicas: 0')),
      ['Replicas changed from 3 to 0'],
    ],
    [
      'other',
      'a pause',
      deployment(image('1')),
      deployment(`${image('1')}  paused: true`),
      ['Roll-out paused'],
    ],
    [
      'configuration',
      'keys, and never their values',
      configMap('{A: hunter2, FLAG_A: x}'),
      configMap('{A: hunter3, B: y}'),
      ['Keys added: B; Keys removed: FLAG_A; Keys changed: A'],
    ],
    [
      'routing',
      'a selector',
      service('{selector: {app: cart}}'),
      service('{selector: {app: cart-v2}}'),
      ['Selector changed from app=cart to app=cart-v2'],
    ],
    [
      'routing',
      'ports, a number as text among them',
      service('{ports: [{port: 80, targetPort: 8080}]}'),
      service('{ports: [{port: "80", targetPort: http}, {port: 81}]}'),
      [
        'Target of port 80/TCP changed from 8080 to http; Port 81/TCP added, which leads to 81',
      ],
    ],
    [
      'routing',
      'where it leads outside',
      service('{type: ClusterIP, ports: [{port: 80}]}'),
      service('{type: ExternalName, externalName: db.example.org}'),
      [
        'Type changed from ClusterIP to ExternalName; Port 80/TCP removed; External name set to db.example.org',
      ],
    ],
    [
      'routing',
      'more than anybody wants to read',
      service(`{selector: {app: ${'a'.repeat(400)}}}`),
      service(`{selector: {app: ${'b'.repeat(400)}}}`),
      ['Selector changed'],
    ],
    [
      'routing',
      'annotations and settings',
      service('{sessionAffinity: None}'),
      service('{sessionAffinity: ClientIP}').replace(
        'name: cart',
        'name: cart, annotations: {example.org/timeout: "5"}',
      ),
      [
        'Fields changed: sessionAffinity; Annotations added: example.org/timeout',
      ],
    ],
    [
      'other',
      'what is to be deleted',
      'kind: PersistentVolumeClaim\nmetadata: {name: disk}\nspec: {resources: {requests: {storage: 1Gi}}}',
      'kind: PersistentVolumeClaim\nmetadata: {name: disk, deletionTimestamp: "2026-01-01T11:00:00Z"}\nspec: {resources: {requests: {storage: 2Gi}}}',
      ['Size changed from 1Gi to 2Gi; Deletion began'],
    ],
    [
      'policy',
      'a limit',
      'kind: LimitRange\nmetadata: {name: l}\nspec: {limits: [{type: Container, max: {cpu: 2}}]}',
      'kind: LimitRange\nmetadata: {name: l}\nspec: {limits: [{type: Container, max: {cpu: 1}}]}',
      ['Limit for Container max cpu changed from 2 to 1'],
    ],
    [
      'policy',
      'a budget',
      'kind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {minAvailable: 1}',
      'kind: PodDisruptionBudget\nmetadata: {name: b}\nspec: {maxUnavailable: 0, selector: {matchLabels: {a: b}}}',
      [
        '`minAvailable` removed, which was 1; `maxUnavailable` set to 0; Fields added: selector',
      ],
    ],
    [
      'sync',
      'what is to be synced',
      'kind: Application\nmetadata: {name: shop}\nspec: {source: {repoURL: a, targetRevision: main}}',
      'kind: Application\nmetadata: {name: shop}\nspec: {source: {repoURL: b, targetRevision: v2}}',
      ['Target revision changed from main to v2; Source changed'],
    ],
    [
      'release',
      'containers that come and go',
      deployment(image('1')),
      deployment(image('1').replace('name: app', 'name: web')),
      [
        'Container `app` removed; Container `web` added, with image shop/cart:1',
      ],
    ],
    [
      'routing',
      'a route',
      'kind: Ingress\nmetadata: {name: shop}\nspec: {rules: [{host: shop.example.org, http: {paths: [{path: /, backend: {service: {name: cart, port: {number: 80}}}}]}}]}',
      'kind: Ingress\nmetadata: {name: shop}\nspec: {rules: [{host: shop.example.org, http: {paths: [{path: /, backend: {service: {name: cart-v2, port: {number: 80}}}}]}}]}',
      ['Route shop.example.org/ changed from cart:80 to cart-v2:80'],
    ],
    [
      'routing',
      'a rule that lets nobody in',
      'kind: NetworkPolicy\nmetadata: {name: shut}\nspec: {podSelector: {}}',
      'kind: NetworkPolicy\nmetadata: {name: shut}\nspec: {podSelector: {}, ingress: []}',
      ['Fields added: ingress'],
    ],
    [
      'policy',
      'a quota',
      'kind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: 10}}',
      'kind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {pods: "4"}}',
      ['Limit of pods changed from 10 to 4'],
    ],
    [
      'policy',
      'the Pod Security level',
      'kind: Namespace\nmetadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: baseline}}',
      'kind: Namespace\nmetadata: {name: shop, labels: {pod-security.kubernetes.io/enforce: restricted}}',
      [
        'Label pod-security.kubernetes.io/enforce changed from baseline to restricted',
      ],
    ],
    [
      'scaling',
      'a range',
      'kind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {minReplicas: 2, maxReplicas: 9}',
      'kind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {minReplicas: 2, maxReplicas: 3}',
      ['Maximum of replicas changed from 9 to 3'],
    ],
    [
      'node',
      'readiness',
      node('{}', 'True'),
      node('{}', 'False'),
      ['Node became NotReady'],
    ],
    [
      'node',
      'silence',
      node('{}', 'True', pressure('True')),
      node('{}', 'Unknown', pressure('Unknown')),
      ['Node does not report any more'],
    ],
    [
      'node',
      'pressure and a cordon',
      node('{}', 'True', pressure('False')),
      node(
        '{unschedulable: true, taints: [{key: node.kubernetes.io/unschedulable, effect: NoSchedule}, {key: gpu, effect: NoSchedule}]}',
        'True',
        pressure('True'),
      ),
      ['MemoryPressure began; Cordoned; Taints added: gpu:NoSchedule'],
    ],
    [
      'sync',
      'a sync',
      'kind: Application\nmetadata: {name: shop}\nstatus: {history: [{revision: v1}]}',
      'kind: Application\nmetadata: {name: shop}\nstatus: {history: [{revision: v1}, {revision: abcdef0123456789012345678901234567890123, initiatedBy: {username: dana}}]}',
      ['Synced to revision abcdef0, from v1'],
    ],
    [
      'other',
      'a suspension',
      'kind: CronJob\nmetadata: {name: c}\nspec: {schedule: "* * * * *"}',
      'kind: CronJob\nmetadata: {name: c}\nspec: {schedule: "* * * * *", suspend: true}',
      ['Suspended'],
    ],
  ])('tells of a %s: %s', (kind, _, before, after, messages) => {
    const changes = told(before, after);
    expect(changes.map(({ message }) => message)).toEqual(messages);
    expect(changes).toMatchObject([{ kind, action: 'modified' }]);
    expect(JSON.stringify(changes)).not.toContain('hunter');
  });

  it('remembers no value of configuration', () => {
    const fixture = createClusterFixture({
      clusters: {
        dev: {
          objects: [
            deployment(env('{name: A, value: hunter2}')),
            configMap('{A: hunter2}'),
          ],
        },
      },
    });
    const store = fixture.service.store('dev').withConfiguration();
    const digests = ['Deployment', 'ConfigMap'].map(kind =>
      digestOf(kind, store.list(kind)[0]),
    );
    expect(JSON.stringify(digests)).toContain('env app/A');
    expect(JSON.stringify(digests)).not.toContain('hunter');
  });

  it.each<[string, string, string]>([
    [
      'status and annotations of tools',
      deployment(
        image('1'),
        '  annotations: {deployment.kubernetes.io/revision: "1"}',
      ),
      `${deployment(
        image('1'),
        '  annotations: {deployment.kubernetes.io/revision: "2"}',
      )}status: {readyReplicas: 1}`,
    ],
    [
      'a heartbeat',
      node('{}', 'True'),
      node('{}', 'True').replace('11:51', '11:59'),
    ],
    [
      'a cluster IP',
      service('{selector: {app: a}, clusterIP: 10.0.0.1}'),
      service(
        '{selector: {app: a}, clusterIP: 10.0.0.2, clusterIPs: [10.0.0.2]}',
      ),
    ],
    [
      'the other order of fields',
      deployment(
        template(
          '          securityContext: {runAsUser: 1, privileged: false}',
        ),
      ),
      deployment(
        template(
          '          securityContext: {privileged: false, runAsUser: 1}',
        ),
      ),
    ],
    [
      'metrics of an autoscaler',
      'kind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {maxReplicas: 9}',
      'kind: HorizontalPodAutoscaler\nmetadata: {name: a}\nspec: {maxReplicas: 9}\nstatus: {currentReplicas: 3}',
    ],
  ])('is silent about %s', (_, before, after) => {
    expect(told(before, after)).toEqual([]);
  });

  describe('what comes and goes', () => {
    const written = configMap('{A: b}').replace(
      'name: flags',
      `name: flags, creationTimestamp: "2026-01-01T11:59:00Z", managedFields: [
        {manager: helm, operation: Update, time: "2026-01-01T11:59:30Z", fieldsV1: {"f:data": {"f:A": {}}}},
        {manager: kube-controller-manager, operation: Update, time: "2026-01-01T11:59:50Z", fieldsV1: {"f:metadata": {"f:labels": {}}}}]`,
    );

    it('is told with who wrote it', () => {
      expect(told(undefined, written)).toEqual([
        {
          at: '2026-01-01T11:59:00.000Z',
          kind: 'configuration',
          action: 'created',
          message: 'ConfigMap created',
          by: 'helm',
          object: {
            cluster: 'dev',
            kind: 'ConfigMap',
            namespace: 'default',
            name: 'flags',
          },
        },
      ]);
    });

    it('is told when it is gone, though nobody knows by whom', () => {
      expect(told(written, undefined)).toMatchObject([
        {
          at: '2026-01-01T12:00:00.000Z',
          action: 'deleted',
          message: 'ConfigMap deleted, last written by helm',
        },
      ]);
      expect(told(written, undefined)[0].by).toBeUndefined();
    });

    it('is told as both where another one took its place', () => {
      expect(
        told(
          configMap('{A: b}'),
          configMap('{A: b}').replace('name: flags', 'name: flags, uid: other'),
        ).map(({ action }) => action),
      ).toEqual(['deleted', 'created']);
    });

    it('is not told of what machinery makes for itself', () => {
      expect(
        told(
          undefined,
          'kind: Secret\nmetadata: {name: sh.helm.release.v1.shop.v1}\ntype: helm.sh/release.v1',
        ),
      ).toEqual([]);
      expect(
        told(undefined, 'kind: ConfigMap\nmetadata: {name: kube-root-ca.crt}'),
      ).toEqual([]);
    });
  });

  describe('who did it', () => {
    const writes = (...entries: string[]) =>
      `  managedFields: [${entries.join(', ')}]`;
    const wrote = (manager: string, time: string, fields: string, more = '') =>
      `{manager: ${manager}, operation: Update, time: "2026-01-01T11:${time}Z", fieldsV1: {"f:spec": {${fields}}}${more}}`;
    const scaled = (writers: string[], replicas: number, annotation = '') =>
      deployment(
        image('1').replace('replicas: 3', `replicas: ${replicas}`),
        `${annotation}\n${writes(...writers)}`,
      );
    const helm = wrote('helm', '00:00', '"f:template": {}, "f:replicas": {}');

    it.each([
      ['kubectl', [helm, wrote('kubectl', '59:00', '"f:replicas": {}')]],
      [
        'HorizontalPodAutoscaler cart-scaler',
        [
          helm,
          wrote(
            'kube-controller-manager',
            '59:00',
            '"f:replicas": {}',
            ', subresource: scale',
          ),
          wrote('kubectl-label', '59:30', '"f:selector": {}'),
        ],
      ],
      ['helm', [helm.replace('11:00:00', '11:59:00')]],
      [undefined, [helm]],
      [undefined, []],
    ])('is %s', (by, writers) => {
      const [change] = told(scaled([helm], 3), scaled(writers, 5));
      expect(change).toMatchObject({ kind: 'scaling' });
      expect(change.by).toBe(by);
      expect(change.at).toBe(
        by ? '2026-01-01T11:59:00.000Z' : '2026-01-01T12:00:00.000Z',
      );
    });

    it('is an operation, where its mark is new', () => {
      const marked = '  annotations: {groundcrew.io/operation: op-1/replicas}';
      const [change] = told(scaled([], 3), scaled([], 0, marked));
      expect(change.operationId).toBe('op-1');
      const [other] = told(scaled([], 3, marked), scaled([], 0, marked));
      expect(other.operationId).toBeUndefined();
    });

    it('is whoever asked Argo CD for a sync', () => {
      const synced = (revision: string) =>
        `kind: Application\nmetadata: {name: shop}\nstatus: {history: [{revision: ${revision}, deployedAt: "2026-01-01T11:50:00Z", initiatedBy: {automated: true}}]}`;
      expect(told(synced('v1'), synced('v2'))).toMatchObject([
        { at: '2026-01-01T11:50:00.000Z', by: 'automated sync' },
      ]);
    });
  });

  it('tells of a Secret by the names of its keys, and that it was written', () => {
    const secret = (time: string, ...keys: string[]) =>
      `kind: Secret\nmetadata: {name: s, managedFields: [{manager: helm, operation: Update, time: "2026-01-01T11:${time}:00Z", fieldsV1: {"f:data": {${keys
        .map(key => `"f:${key}": {}`)
        .join(', ')}}}}]}`;
    const messages = (before: string, after: string) =>
      told(before, after).map(({ by, message }) => `${message} by ${by}`);
    expect(messages(secret('00', 'a', 'b'), secret('10', 'a'))).toEqual([
      'Keys removed: b by helm',
    ]);
    expect(messages(secret('00', 'a'), secret('10', 'a'))).toEqual([
      'Written; its content may have changed by helm',
    ]);
    expect(messages(secret('00', 'a'), secret('00', 'a'))).toEqual([]);
  });

  it('names a change the same wherever it is seen, and another one differently', () => {
    const digest = (yaml: string) => {
      const store = createClusterFixture({
        clusters: { dev: { objects: yaml } },
      }).service.store('dev');
      return digestOf('ConfigMap', store.list('ConfigMap')[0])!;
    };
    const [one, two] = [digest(configMap('{A: b}')), digest(configMap('{}'))];
    const keyAt = (seenAt: number, cluster = 'dev', [from, to] = [one, two]) =>
      describeChange(from, to, { cluster, seenAt })[0].key;
    expect(keyAt(1)).toBe(keyAt(2));
    expect(keyAt(1, 'other')).not.toBe(keyAt(1));
    expect(keyAt(1, 'dev', [two, one])).not.toBe(keyAt(1));
  });

  it.each<[string, unknown]>([
    ['nothing', {}],
    [
      'null everywhere',
      { spec: null, status: null, data: null, webhooks: [null] },
    ],
    [
      'something else everywhere',
      {
        metadata: {
          annotations: 'x',
          labels: 7,
          managedFields: 'none',
          ownerReferences: 1,
        },
        spec: {
          replicas: 'three',
          selector: [],
          template: { spec: { containers: 'x', volumes: [7, null] } },
          ports: { a: 1 },
          rules: [null, { http: 'x' }],
          hard: 'x',
          limits: [1],
          sources: [null],
        },
        status: { conditions: { type: 'Ready' }, history: 'x', nodeInfo: 7 },
        data: ['a'],
        parameters: 7,
      },
    ],
    [
      'managers without fields',
      {
        metadata: {
          managedFields: [null, {}, { manager: 7, time: 8, paths: 'x' }],
        },
        spec: {},
      },
    ],
    [
      'far too much',
      {
        spec: {
          template: {
            spec: {
              containers: Array.from({ length: 2_000 }, (_, index) => ({
                name: 'x'.repeat(1_000) + index,
                image: 'y'.repeat(500),
              })),
            },
          },
        },
        data: Object.fromEntries(
          Array.from({ length: 2_000 }, (_, index) => [`key-${index}`, index]),
        ),
      },
    ],
  ])('takes objects with %s', (_, broken) => {
    for (const kind of [
      'Deployment',
      'StatefulSet',
      'DaemonSet',
      'CronJob',
      'ConfigMap',
      'Secret',
      'Service',
      'Ingress',
      'HTTPRoute',
      'NetworkPolicy',
      'HorizontalPodAutoscaler',
      'PodDisruptionBudget',
      'ResourceQuota',
      'LimitRange',
      'Namespace',
      'Node',
      'PersistentVolumeClaim',
      'StorageClass',
      'ServiceAccount',
      'Application',
      'MutatingWebhookConfiguration',
    ]) {
      const { metadata, ...rest } = broken as KubernetesObject;
      const digest = digestOf(kind, {
        metadata: { ...metadata, name: 'x', uid: 'u' },
        ...rest,
      });
      const empty = digestOf(kind, { metadata: { name: 'x', uid: 'u' } });
      expect(Object.keys(digest!.facts).length).toBeLessThanOrEqual(301);
      for (const { change } of describeChange(empty, digest, {
        cluster: 'dev',
        seenAt: SEEN_AT,
      })) {
        expect(change.message.length).toBeLessThanOrEqual(500);
      }
    }
  });
});
