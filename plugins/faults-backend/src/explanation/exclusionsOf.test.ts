import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { FixtureObjects } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Finding } from '@groundcrew/plugin-faults-common';
import { exclusionsOf } from './exclusionsOf';

const NOW = Date.parse('2026-01-10T12:00:00Z');

const ref = (kind: string, name: string, namespace?: string) => ({
  cluster: 'dev',
  kind,
  name,
  ...(namespace ? { namespace } : {}),
});
const cart = ref('Deployment', 'cart', 'default');
const found = (
  fault: string,
  { object = cart, evidence = [], explains = [] }: Partial<Finding> = {},
): Finding => ({
  fault,
  category: 'runtime',
  title: fault,
  object,
  message: fault,
  confidence: 0.9,
  evidence,
  explains,
  detector: 'test',
});
const crash = found('application-crash');

const workload = `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  uid: cart-uid
  annotations: {deployment.kubernetes.io/revision: "1"}
spec:
  template:
    metadata: {labels: {app: cart}}
    spec:
      serviceAccountName: runner
      containers:
        - name: app
          image: shop/cart:1
          env:
            - {name: LEVEL, valueFrom: {configMapKeyRef: {name: flags, key: level}}}
            - {name: PASSWORD, valueFrom: {secretKeyRef: {name: db, key: password}}}
            - {name: ORDERS_ADDR, value: "orders:80"}
      volumes: [{name: d, persistentVolumeClaim: {claimName: disk}}]
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: cart-1
  uid: cart-rs
  creationTimestamp: "2026-01-05T12:00:00Z"
  annotations: {deployment.kubernetes.io/revision: "1"}
  ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]
spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: app, image: "shop/cart:1"}]}}}
`;
const pod = `
---
kind: Pod
metadata:
  name: cart-1-a
  labels: {app: cart}
  ownerReferences: [{kind: ReplicaSet, name: cart-1, controller: true, uid: cart-rs}]
spec:
  nodeName: node-a
  containers: [{name: app, image: "shop/cart:1"}]
  volumes: [{name: d, persistentVolumeClaim: {claimName: disk}}]
status:
  phase: Running
  containerStatuses:
    - {name: app, imageID: sha, restartCount: 4, lastState: {terminated: {exitCode: 1, reason: Error}}}
`;
const around = `
---
kind: ConfigMap
metadata: {name: flags}
data: {level: hunter2}
---
kind: Secret
metadata: {name: db}
---
kind: ServiceAccount
metadata: {name: runner}
---
kind: PersistentVolumeClaim
metadata: {name: disk}
status: {phase: Bound}
---
kind: Node
metadata: {name: node-a}
status: {conditions: [{type: Ready, status: "True"}, {type: MemoryPressure, status: "False"}]}
---
kind: Service
metadata: {name: cart}
spec: {selector: {app: cart}, ports: [{port: 80}]}
---
kind: EndpointSlice
metadata: {name: cart-x, labels: {kubernetes.io/service-name: cart}}
endpoints: [{addresses: [10.0.0.1], conditions: {ready: true}}]
---
kind: Service
metadata: {name: orders}
spec: {selector: {app: orders}, ports: [{port: 80}]}
---
kind: EndpointSlice
metadata: {name: orders-x, labels: {kubernetes.io/service-name: orders}}
endpoints: [{addresses: [10.0.0.2]}, {addresses: [10.0.0.3]}, {addresses: [10.0.0.4], conditions: {ready: false}}]
---
kind: ResourceQuota
metadata: {name: quota}
status: {hard: {pods: "10"}, used: {pods: "3"}}
`;
const everything = workload + pod + around;

function exclude(
  cause: Finding,
  objects: FixtureObjects,
  {
    findings = [],
    unknown = [],
  }: { findings?: Finding[]; unknown?: string[] } = {},
) {
  const fixture = createClusterFixture({ clusters: { dev: { objects } } });
  for (const kind of unknown) {
    fixture.writer('dev').setKindState(kind, { state: 'forbidden' });
  }
  return exclusionsOf(
    { finding: cause, symptoms: [] },
    {
      store: fixture.service.store('dev').withConfiguration(),
      findings,
      now: NOW,
    },
  );
}
const messages = (...args: Parameters<typeof exclude>) =>
  exclude(...args).map(({ message }) => message);

describe('exclusionsOf', () => {
  const all = [
    'Its pod template has not changed for 5 days',
    'ConfigMap flags exists, with the keys that its pods need',
    'Secret db exists',
    'The images of its pods are pulled',
    'No container of its pods ended for want of memory the last time',
    'Claim disk is bound',
    'Node node-a is ready, and under no pressure',
    'Service orders, which it calls, has 2 ready endpoints',
    'Service cart selects its pods, and has 1 ready endpoint',
    'ServiceAccount runner exists',
    'ResourceQuota quota is not used up',
    'No network policy is about its pods',
  ];

  it('says what is as it should be around a workload, the nearest first', () => {
    expect(messages(crash, everything)).toEqual(all);
    expect(JSON.stringify(exclude(crash, everything))).not.toContain('hunter');
    expect(exclude(crash, everything)[6].object).toEqual({
      cluster: 'dev',
      kind: 'Node',
      name: 'node-a',
    });
  });

  it.each<[string, string, [RegExp | string, string]]>([
    [
      'a release of just now',
      all[0],
      ['2026-01-05T12:00:00Z', '2026-01-10T11:50:00Z'],
    ],
    ['a ConfigMap without the key', all[1], ['data: {level', 'data: {other']],
    [
      'a ConfigMap that is missing',
      all[1],
      [
        'kind: ConfigMap\nmetadata: {name: flags}',
        'kind: ConfigMap\nmetadata: {name: other}',
      ],
    ],
    [
      'a Secret that is missing',
      all[2],
      [
        'kind: Secret\nmetadata: {name: db}',
        'kind: Secret\nmetadata: {name: other}',
      ],
    ],
    ['an image that is not there', all[3], ['imageID: sha, ', '']],
    [
      'a container that was killed for want of memory',
      all[4],
      ['reason: Error', 'reason: OOMKilled'],
    ],
    ['a claim that waits', all[5], ['phase: Bound', 'phase: Pending']],
    [
      'a node that is not ready',
      all[6],
      ['type: Ready, status: "True"', 'type: Ready, status: "False"'],
    ],
    [
      'a node under pressure',
      all[6],
      [
        'type: MemoryPressure, status: "False"',
        'type: MemoryPressure, status: "True"',
      ],
    ],
    [
      'a Service without endpoints',
      all[7],
      [
        '10.0.0.2]}, {addresses: [10.0.0.3]}, {addresses: [10.0.0.4]',
        '10.0.0.4]',
      ],
    ],
    [
      'a Service that selects something else',
      all[8],
      ['{selector: {app: cart}', '{selector: {app: none}'],
    ],
    [
      'a quota that is used up',
      all[10],
      ['used: {pods: "3"}', 'used: {pods: "10"}'],
    ],
    [
      'a network policy',
      all[11],
      [
        /$/,
        '\n---\nkind: NetworkPolicy\nmetadata: {name: n}\nspec: {podSelector: {}}',
      ],
    ],
  ])('says nothing of %s', (_, message, [from, to]) => {
    const objects = everything.replace(from, to);
    expect(objects).not.toBe(everything);
    expect(messages(crash, objects)).toEqual(
      all.filter(each => each !== message),
    );
  });

  it('says that nothing was restarted, where nothing was', () => {
    const objects = everything.replace(
      'restartCount: 4, lastState: {terminated: {exitCode: 1, reason: Error}}',
      'restartCount: 0',
    );
    expect(messages(crash, objects)[4]).toBe(
      'No container of its pods was restarted',
    );
  });

  it('does not take a workload that went back to an older template for unchanged', () => {
    const managed = (time: string) =>
      everything.replace(
        'uid: cart-uid\n',
        `uid: cart-uid\n  managedFields: [{manager: kubectl, operation: Update, time: "${time}", fieldsV1: {"f:spec": {"f:template": {}}}}]\n`,
      );
    expect(messages(crash, managed('2026-01-10T11:55:00Z'))).not.toContain(
      all[0],
    );
    expect(messages(crash, managed('2026-01-05T12:00:00Z'))).toContain(all[0]);
  });

  it.each<[string, string[]]>([
    ['Secret', ['Secret db exists']],
    ['Node', ['Node node-a is ready, and under no pressure']],
    ['NetworkPolicy', ['No network policy is about its pods']],
    ['ResourceQuota', ['ResourceQuota quota is not used up']],
    ['EndpointSlice', [all[7], all[8]]],
  ])(
    'says nothing that it takes all objects of kind %s to know',
    (kind, gone) => {
      const told = messages(crash, everything, { unknown: [kind] });
      // One that is seen is there, whether all of its kind are known or not.
      const isSeen = ['Secret', 'Node'].includes(kind);
      expect(told).toEqual(
        isSeen ? all : all.filter(each => !gone.includes(each)),
      );
    },
  );

  it.each<[string, Finding, string[]]>([
    [
      'of a node',
      found('node-network-loss', { object: ref('Node', 'node-a') }),
      [all[6]],
    ],
    [
      'of a Service',
      found('service-port-mismatch', {
        object: ref('Service', 'cart', 'default'),
      }),
      [all[8]],
    ],
    ['of its image', found('image-pull-failed'), [all[3]]],
    ['of its memory', found('out-of-memory'), [all[4]]],
    [
      'of the quota',
      found('quota-pods-exceeded', {
        object: ref('Namespace', 'default'),
        explains: [cart],
      }),
      [all[10]],
    ],
    [
      'of its ConfigMap',
      found('config-key-missing', {
        evidence: [
          {
            source: 'object',
            message: 'x',
            object: ref('ConfigMap', 'flags', 'default'),
          },
        ],
      }),
      [all[1]],
    ],
    [
      'of a policy',
      found('network-policy-denies-all', {
        object: ref('NetworkPolicy', 'x', 'default'),
        explains: [cart],
      }),
      [all[11]],
    ],
    [
      'of what has nothing to do with it',
      found('out-of-memory', { object: ref('Deployment', 'other', 'other') }),
      [],
    ],
  ])('does not contradict what was found %s', (_, finding, gone) => {
    expect(messages(crash, everything, { findings: [finding] })).toEqual(
      all.filter(each => !gone.includes(each)),
    );
  });

  it('does not contradict the cause itself', () => {
    const cause = found('out-of-memory');
    expect(messages(cause, everything)).not.toContain(all[4]);
  });

  it('finds the workload behind a Service, and behind what is explained', () => {
    const service = found('service-port-mismatch', {
      object: ref('Service', 'cart', 'default'),
    });
    expect(messages(service, everything)).toContain('Secret db exists');
    const quota = found('quota-memory-exceeded', {
      object: ref('Namespace', 'default'),
      explains: [cart],
    });
    expect(messages(quota, everything)).toContain('Secret db exists');
  });

  it('says of a node that the others are well', () => {
    const nodes = ['a', 'b', 'c']
      .map(
        name =>
          `---\nkind: Node\nmetadata: {name: node-${name}}\nstatus: {conditions: [{type: Ready, status: "${
            name === 'c' ? 'False' : 'True'
          }"}]}\n`,
      )
      .join('');
    expect(
      messages(
        found('node-not-ready', { object: ref('Node', 'node-a') }),
        nodes,
      ),
    ).toEqual(['Node node-b is ready']);
  });

  it.each([
    ['nothing is there', ''],
    [
      'nothing is known',
      everything.replace(/status: [{].*[}]/g, 'status: null'),
    ],
  ])('does not fail where %s', (_, objects) => {
    expect(() => messages(crash, objects)).not.toThrow();
  });

  it('takes broken objects', () => {
    const fixture = createClusterFixture({ clusters: { dev: {} } });
    const writer = fixture.writer('dev');
    for (const kind of [
      'Deployment',
      'ReplicaSet',
      'Pod',
      'Service',
      'ConfigMap',
      'Node',
      'ResourceQuota',
      'EndpointSlice',
      'NetworkPolicy',
      'PersistentVolumeClaim',
    ]) {
      writer.apply(kind, 'ADDED', {
        kind,
        metadata: {
          name: 'cart',
          namespace: kind === 'Node' ? undefined : 'default',
          uid: `${kind}-uid`,
          ownerReferences: [{ uid: 'Deployment-uid', controller: true }],
        },
        spec: {
          template: { spec: { containers: 7, volumes: 'x' }, metadata: 'x' },
          selector: 7,
          nodeName: 'cart',
          containers: [null, 7],
        },
        status: {
          conditions: 'x',
          containerStatuses: 7,
          hard: 'x',
          used: 7,
          phase: 9,
        },
        endpoints: 'x',
      } as object);
    }
    expect(() =>
      exclusionsOf(
        { finding: crash, symptoms: [] },
        { store: fixture.service.store('dev'), findings: [], now: NOW },
      ),
    ).not.toThrow();
  });
});
