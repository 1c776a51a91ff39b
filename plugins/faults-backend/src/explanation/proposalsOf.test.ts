import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import type { FixtureObjects } from '@groundcrew/plugin-clusters-node/testUtils';
import type { Finding } from '@groundcrew/plugin-faults-common';
import { coreDetectors } from '../detectors';
import { proposalsOf } from './proposalsOf';
import { REMEDIES } from './remedies/allRemedies';

const faults = new Map(
  coreDetectors.flatMap(({ faults: known }) =>
    known.map(fault => [fault.id, fault] as const),
  ),
);

const ref = (kind: string, name: string, namespace?: string) => ({
  cluster: 'dev',
  kind,
  name,
  ...(namespace ? { namespace } : {}),
});
const cart = ref('Deployment', 'cart', 'default');

const found = (
  fault: string,
  {
    object = cart,
    message = '',
    evidence = [],
    ...rest
  }: Partial<Finding> = {},
): Finding => ({
  fault,
  category: 'runtime',
  title: faults.get(fault)?.title ?? fault,
  object,
  message,
  confidence: 0.9,
  evidence,
  explains: [],
  detector: 'test',
  ...rest,
});

function propose(
  finding: Finding,
  objects: FixtureObjects = [],
  environment?: string,
) {
  const fixture = createClusterFixture({ clusters: { dev: { objects } } });
  return proposalsOf(finding, {
    store: fixture.service.store('dev'),
    environment,
  });
}

/** `kubernetes.roll-back {"revision":3} medium`, or `by hand`. */
const operations = (proposals: ReturnType<typeof propose>) =>
  proposals.map(({ operation }) =>
    operation
      ? `${operation.id} of ${operation.target.kind} ${
          operation.target.name
        } ${JSON.stringify(operation.input)} ${operation.risk}`
      : 'by hand',
  );

const deployment = (container: string, metadata = '', more = '') => `
apiVersion: apps/v1
kind: Deployment
metadata:
  name: cart
  uid: cart-uid
  annotations: {deployment.kubernetes.io/revision: "3"}
${metadata}
spec:
  template: {metadata: {labels: {app: cart}}, spec: {containers: [${container}]}}
${more}
`;
const revision = (number: number, container: string, ready = 0) => `
---
apiVersion: apps/v1
kind: ReplicaSet
metadata:
  name: cart-${number}
  creationTimestamp: "2026-01-01T1${number}:00:00Z"
  annotations: {deployment.kubernetes.io/revision: "${number}"}
  ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]
spec:
  template: {metadata: {labels: {app: cart, pod-template-hash: h${number}}}, spec: {containers: [${container}]}}
status: {readyReplicas: ${ready}}
`;
const v1 = '{name: app, image: "shop/cart:1"}';
const v2 = '{name: app, image: "shop/cart:2"}';
const argocd = '  labels: {argocd.argoproj.io/instance: shop}';

describe('proposalsOf', () => {
  it.each([...faults.keys()])('knows what to do about %s', fault => {
    expect(Object.hasOwn(REMEDIES, fault)).toBe(true);
    for (const object of [
      cart,
      ref('Node', 'node-a'),
      ref('Service', 'cart', 'default'),
      ref('Namespace', 'shop'),
    ]) {
      const proposals = propose(found(fault, { object }));
      expect(proposals).not.toEqual([]);
      for (const { title, why } of proposals) {
        expect(`${title} ${why}`).not.toMatch(/undefined|null|\[object/);
        expect(why).toMatch(/[.…]$/);
        expect(title).not.toMatch(/[.]$/);
      }
    }
  });

  it('knows of no fault that nobody finds', () => {
    expect(Object.keys(REMEDIES).filter(id => !faults.has(id))).toEqual([]);
  });

  it('shows the way to what a module has found', () => {
    expect(propose(found('of-a-module', { title: 'Odd' }))).toEqual([
      { title: 'Look at Deployment cart', why: 'Odd.' },
    ]);
  });

  it('names the object that is to be made', () => {
    const finding = found('config-map-missing', {
      evidence: [
        { source: 'object', message: 'x', object: ref('Pod', 'p', 'shop') },
        {
          source: 'object',
          message: 'x',
          object: ref('ConfigMap', 'checkout-flags', 'shop'),
        },
      ],
    });
    expect(propose(finding)[0].title).toBe(
      'Create ConfigMap checkout-flags in namespace shop, or drop the reference to it',
    );
  });

  it('names the key that is missing', () => {
    const finding = found('config-key-missing', {
      message: "The ConfigMap 'flags' has no key 'LOG_LEVEL'.",
      evidence: [
        {
          source: 'object',
          message: 'x',
          object: ref('ConfigMap', 'flags', 'shop'),
        },
      ],
    });
    expect(propose(finding)[0].title).toBe(
      'Add the key LOG_LEVEL to ConfigMap flags in namespace shop, or drop the reference to it',
    );
  });

  describe('rolling back', () => {
    const missing = found('image-not-found', {
      evidence: [{ source: 'object', message: "The image is 'shop/cart:2'." }],
    });

    it.each<[string, string, string | undefined, string[]]>([
      [
        'goes to the revision with another image',
        deployment(v2) + revision(3, v2) + revision(2, v1, 1),
        undefined,
        [
          'kubernetes.roll-back of Deployment cart {"revision":2} low',
          'by hand',
        ],
      ],
      [
        'passes by revisions with the same one',
        deployment(v2) +
          revision(3, v2) +
          revision(2, '{name: app, image: "shop/cart:2", tty: true}') +
          revision(1, v1),
        'prod',
        [
          'kubernetes.roll-back of Deployment cart {"revision":1} medium',
          'by hand',
        ],
      ],
      [
        'goes to the one whose pods serve, past a bad one that came between',
        deployment(v2) +
          revision(3, v2) +
          revision(2, '{name: app, image: "shop/cart:3"}') +
          revision(1, v1, 2),
        undefined,
        [
          'kubernetes.roll-back of Deployment cart {"revision":1} low',
          'by hand',
        ],
      ],
      [
        'is nothing for what the release has not changed',
        deployment(v2) +
          revision(3, v2) +
          revision(2, '{name: app, image: "shop/cart:2", tty: true}'),
        undefined,
        ['by hand'],
      ],
      [
        'is nothing without an earlier revision',
        deployment(v2) + revision(3, v2),
        undefined,
        ['by hand'],
      ],
      [
        'is done in Git, where that owns it',
        deployment(v2, argocd) + revision(3, v2) + revision(2, v1, 1),
        undefined,
        ['by hand', 'by hand'],
      ],
    ])('%s', (_, objects, environment, expected) => {
      expect(operations(propose(missing, objects, environment))).toEqual(
        expected,
      );
    });

    it('says what was changed', () => {
      const [{ title, why }] = propose(
        missing,
        deployment(v2) + revision(3, v2) + revision(2, v1),
      );
      expect(title).toBe('Roll back to revision 2');
      expect(why).toBe(
        'Revision 3 changed its image; revision 2 has that as it was before.',
      );
    });

    it.each([
      ['pods of before are ready, and none of now', 1, 0, '', true],
      ['pods of now are ready too', 1, 1, '', false],
      ['none was ready before', 0, 0, '', false],
      [
        'it stopped to be available soon after',
        0,
        0,
        'status: {conditions: [{type: Available, status: "False", lastTransitionTime: "2026-01-01T13:05:00Z"}]}',
        true,
      ],
      [
        'it stopped to be available long after',
        0,
        0,
        'status: {conditions: [{type: Available, status: "False", lastTransitionTime: "2026-01-02T13:05:00Z"}]}',
        false,
      ],
    ])(
      'of what only fails takes a sign that the release is bad: %s',
      (_, before, now, status, isProposed) => {
        const objects =
          deployment(v2, '', status) +
          revision(3, v2, now) +
          revision(2, v1, before);
        expect(
          operations(propose(found('application-crash'), objects)),
        ).toEqual([
          ...(isProposed
            ? ['kubernetes.roll-back of Deployment cart {"revision":2} low']
            : []),
          'kubernetes.restart of Deployment cart {} low',
          'by hand',
        ]);
      },
    );
  });

  it('sets an image that is known to be there', () => {
    const running = `
---
kind: Pod
metadata: {name: other}
spec: {containers: [{name: x, image: "shop/cart:1"}]}
status: {conditions: [{type: Ready, status: "True"}]}
`;
    const finding = found('image-not-found', {
      evidence: [{ source: 'object', message: "The image is 'shop/cart:2'." }],
    });
    expect(operations(propose(finding, deployment(v2) + running))).toEqual([
      'kubernetes.set-image of Deployment cart {"container":"app","image":"shop/cart:1"} medium',
      'by hand',
    ]);
    expect(
      operations(propose(finding, deployment(v2, argocd) + running)),
    ).toEqual(['by hand']);
  });

  it('says where to change what somebody else owns', () => {
    const why = (metadata: string) =>
      propose(
        found('readiness-probe-port', { message: "container 'app'" }),
        deployment(v1, metadata),
      ).at(-1)?.why;
    expect(why(argocd)).toContain(
      "Argo CD's Application shop deploys it: change it in Git.",
    );
    expect(why('  labels: {kustomize.toolkit.fluxcd.io/name: apps}')).toContain(
      'Flux deploys it (apps): change it in Git.',
    );
    expect(why('')).toBe('The pods get no requests for as long as it fails.');
  });

  describe('one bad replica', () => {
    const replica = (
      name: string,
      { hash = 'h3', ready = false, phase = 'Running', more = '' } = {},
    ) => `
---
kind: Pod
metadata: {name: ${name}, labels: {app: cart, pod-template-hash: ${hash}}, ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]${more}}
spec: {nodeName: node-a, containers: [${v1}]}
status: {phase: ${phase}, conditions: [{type: Ready, status: "${
      ready ? 'True' : 'False'
    }"}]}
`;
    const ofSet = `
---
kind: ReplicaSet
metadata: {name: cart-3, uid: set-uid, ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]}
`;
    const well = { ready: true };
    const replaced = 'kubernetes.delete-pod of Pod bad {} medium';
    const restarted = 'kubernetes.restart of Deployment cart {} low';

    it.each<[string, string, string]>([
      [
        'is replaced while others of its version are ready',
        replica('bad') + replica('good', well),
        replaced,
      ],
      [
        'is one besides what is over or goes',
        replica('bad') +
          replica('good', well) +
          replica('over', { phase: 'Failed' }) +
          replica('gone', {
            more: ', deletionTimestamp: "2026-01-01T10:00:00Z"',
          }),
        replaced,
      ],
      [
        'is not to blame where none of its version is ready',
        replica('bad') + replica('good', { ...well, hash: 'h2' }),
        restarted,
      ],
      [
        'is not one where there are two',
        replica('bad') + replica('worse') + replica('good', well),
        restarted,
      ],
      ['is no replica where it is alone', replica('bad'), restarted],
    ])('%s', (_, pods, expected) => {
      for (const fault of [
        'application-crash',
        'container-flapping',
        'readiness-probe-failing',
      ]) {
        expect(
          operations(propose(found(fault), deployment(v1) + pods)),
        ).toEqual([expected, 'by hand']);
      }
    });

    it('may be kept for debugging, where its name is free for nobody', () => {
      const pods = (replica('bad') + replica('good', well)).replaceAll(
        'kind: Deployment, name: cart, controller: true, uid: cart-uid',
        'kind: ReplicaSet, name: cart-3, controller: true, uid: set-uid',
      );
      expect(
        operations(
          propose(found('application-crash'), deployment(v1) + ofSet + pods),
        ),
      ).toEqual([
        replaced,
        'kubernetes.quarantine-pod of Pod bad {} low',
        'by hand',
      ]);
    });

    it.each([
      ['a roll-out that is paused', deployment(v1, '', '  paused: true')],
      [
        'pods that are replaced by hand',
        deployment(v1, '', '  updateStrategy: {type: OnDelete}'),
      ],
    ])('is not restarted with %s', (_, objects) => {
      expect(operations(propose(found('application-crash'), objects))).toEqual([
        'by hand',
      ]);
    });
  });

  describe('pods that are over', () => {
    const owned = (
      name: string,
      more: string,
      metadata = '',
      owner = 'Deployment',
    ) => `
---
kind: Pod
metadata: {name: ${name}, ownerReferences: [{kind: ${owner}, name: cart, controller: true, uid: cart-uid}]${metadata}}
${more}
`;
    const evicted = (name: string) =>
      owned(name, 'status: {phase: Failed, reason: Evicted}');
    const ready = owned(
      'well',
      'status: {phase: Running, conditions: [{type: Ready, status: "True"}]}',
    );

    it('are cleared away where others do their work', () => {
      const finding = found('pod-evicted');
      const objects = deployment(v1) + evicted('a') + evicted('b');
      expect(operations(propose(finding, objects + ready))).toEqual([
        'kubernetes.delete-pod of Pod a {} medium',
        'kubernetes.delete-pod of Pod b {} medium',
        'by hand',
      ]);
      expect(operations(propose(finding, objects))).toEqual(['by hand']);
      expect(
        operations(
          propose(finding, objects + ready + evicted('c') + evicted('d')),
        ),
      ).toEqual(['by hand']);
    });

    const node = (status: string) => `
---
kind: Node
metadata: {name: node-a}
status: {conditions: [{type: Ready, status: "${status}"}]}
`;
    const other = '\n---\nkind: Node\nmetadata: {name: node-b}\n';
    const going = ', deletionTimestamp: "2026-01-01T10:00:00Z"';
    const onNode = 'spec: {nodeName: node-a}';
    const forced = [
      'kubernetes.delete-pod of Pod stuck {"force":true} medium',
      'by hand',
    ];

    it.each<[string, string, string[]]>([
      [
        'a silent node',
        owned('stuck', onNode, going) + node('Unknown'),
        forced,
      ],
      ['no node', owned('stuck', onNode, going) + other, forced],
      ['nobody knowing of nodes', owned('stuck', onNode, going), ['by hand']],
      [
        'a node that answers',
        owned('stuck', onNode, going) + node('True'),
        ['by hand'],
      ],
      [
        'a finalizer',
        owned('stuck', onNode, `${going}, finalizers: [example.org/hold]`),
        ['by hand'],
      ],
      [
        'a silent node, where two may write',
        owned('stuck', onNode, going, 'StatefulSet') + node('Unknown'),
        ['by hand'],
      ],
      [
        'no node, whatever it is of',
        owned('stuck', onNode, going, 'StatefulSet') + other,
        forced,
      ],
    ])('are forgotten, stuck with %s', (_, objects, expected) => {
      const finding = found('termination-stuck', {
        message: "Pod 'stuck' is deleted and does not end on node 'node-a'.",
      });
      expect(operations(propose(finding, deployment(v1) + objects))).toEqual(
        expected,
      );
    });
  });

  describe('a full disk', () => {
    const full = (line: string) =>
      found('disk-full', { evidence: [{ source: 'log', message: line }] });
    const said = full('write /var/lib/data/x: no space left on device');
    const claim = (
      name: string,
      { size = '10Gi', asked = '', metadata = '' } = {},
    ) => `
---
kind: PersistentVolumeClaim
metadata: {name: ${name}${metadata}}
spec: {storageClassName: standard, resources: {requests: {storage: ${
      asked || size
    }}}}
status: {phase: Bound, capacity: {storage: ${size}}}`;
    const standard = (allows: boolean) => `
---
kind: StorageClass
metadata: {name: standard}
allowVolumeExpansion: ${allows}`;
    const user = (volumes: string, ready = false) => `
---
kind: Pod
metadata: {name: cart-1, ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]}
spec: {volumes: [${volumes}], containers: [{name: app, volumeMounts: [{name: data, mountPath: /var/lib/data}, {name: tmp, mountPath: /tmp}]}]}
status: {phase: Running, conditions: [{type: Ready, status: "${
      ready ? 'True' : 'False'
    }"}]}`;
    const data = '{name: data, persistentVolumeClaim: {claimName: data}}';
    const tmp = '{name: tmp, emptyDir: {}}';
    const grown = [
      'kubernetes.expand-claim of PersistentVolumeClaim data {"storage":"15Gi"} medium',
      'by hand',
    ];

    it.each<[string, Finding, string, string[]]>([
      [
        'that the log names grows by half',
        said,
        user(`${data}, ${tmp}`) + claim('data') + standard(true),
        grown,
      ],
      [
        'that is the only one grows',
        full('no space left on device'),
        user(data) + claim('data') + standard(true),
        grown,
      ],
      [
        'of two is nobody knows which',
        full('no space left on device'),
        user(`${data}, ${tmp}`) + claim('data') + standard(true),
        ['by hand'],
      ],
      [
        'of its node does not grow',
        full('write /var/cache/x: no space left on device'),
        user(data) + claim('data') + standard(true),
        ['by hand'],
      ],
      [
        'that is lost with its pod does not grow',
        full('write /tmp/x: no space left on device'),
        user(`${data}, ${tmp}`) + claim('data') + standard(true),
        ['by hand'],
      ],
      [
        'does not grow where its class does not let it',
        said,
        user(data) + claim('data') + standard(false),
        ['by hand'],
      ],
      [
        'that grows already is waited for',
        said,
        user(data) + claim('data', { asked: '15Gi' }) + standard(true),
        ['by hand'],
      ],
      [
        'that has grown some times is for a person',
        said,
        user(data) +
          claim('data', {
            size: '30Gi',
            metadata: ', annotations: {groundcrew.io/first-size: 10Gi}',
          }) +
          standard(true),
        ['by hand'],
      ],
      [
        'of a pod that is well is another one',
        said,
        user(data, true) + claim('data') + standard(true),
        ['by hand'],
      ],
      [
        'is made larger in Git, where that says how large it is',
        said,
        user(data) +
          claim('data', {
            metadata: ', labels: {argocd.argoproj.io/instance: shop}',
          }) +
          standard(true),
        ['by hand', 'by hand'],
      ],
    ])('%s', (_, finding, objects, expected) => {
      expect(operations(propose(finding, deployment(v1) + objects))).toEqual(
        expected,
      );
    });
  });

  describe('sharing load', () => {
    const withReplicas = (replicas: number, ready = replicas, more = '') =>
      deployment(
        v1,
        '',
        `  replicas: ${replicas}${more}\nstatus: {readyReplicas: ${ready}}`,
      );
    const autoscaled = (max: number) => `
---
kind: HorizontalPodAutoscaler
metadata: {name: a}
spec: {minReplicas: 2, maxReplicas: ${max}, scaleTargetRef: {kind: Deployment, name: cart}}`;

    it.each<[string, string, string[]]>([
      [
        'gives half as many more',
        withReplicas(3),
        ['kubernetes.scale of Deployment cart {"replicas":5} low', 'by hand'],
      ],
      [
        'keeps to what an autoscaler may choose',
        withReplicas(4) + autoscaled(5),
        [
          'kubernetes.scale-limits of Deployment cart {"minReplicas":5,"maxReplicas":5} low',
          'by hand',
        ],
      ],
      [
        'is nothing at its maximum',
        withReplicas(5) + autoscaled(5),
        ['by hand'],
      ],
      ['is nothing for what is many already', withReplicas(30), ['by hand']],
      ['is nothing for what is not well', withReplicas(3, 2), ['by hand']],
      [
        'is nothing while it is paused',
        withReplicas(3, 3, '\n  paused: true'),
        ['by hand'],
      ],
    ])('%s', (_, objects, expected) => {
      for (const fault of ['cpu-overload', 'cpu-at-limit']) {
        expect(operations(propose(found(fault), objects))).toEqual(expected);
      }
    });
  });

  it.each([
    [
      'another try',
      2,
      ['kubernetes.delete-pod of Pod run-x {} medium', 'by hand'],
    ],
    ['none', 0, ['by hand']],
  ])(
    'has a Job that hangs begin anew where it has %s',
    (_, limit, expected) => {
      const finding = found('job-hung', {
        object: ref('CronJob', 'nightly', 'default'),
        evidence: [
          {
            source: 'object',
            message: 'x',
            object: ref('Pod', 'run-x', 'default'),
          },
        ],
      });
      expect(
        operations(
          propose(
            finding,
            `
kind: Job
metadata: {name: run}
spec: {backoffLimit: ${limit}}
---
kind: Pod
metadata: {name: run-x, ownerReferences: [{kind: Job, name: run, controller: true, uid: x}]}`,
          ),
        ),
      ).toEqual(expected);
    },
  );

  describe('raising a memory limit', () => {
    const killed = found('out-of-memory', {
      message:
        "Container 'app' was killed because it wants more memory than its limit of 256Mi.",
    });
    const withMemory = (limit: string, request?: string, image = 1) =>
      `{name: app, image: "shop/cart:${image}", resources: {limits: {memory: ${limit}}${
        request ? `, requests: {memory: ${request}}` : ''
      }}}`;
    const node = (memory: string) => `
---
kind: Node
metadata: {name: node-a}
status: {allocatable: {memory: ${memory}}}
`;
    const raised = (input: object) => [
      `kubernetes.set-resources of Deployment cart ${JSON.stringify({
        container: 'app',
        ...input,
      })} low`,
      'by hand',
    ];
    const now = withMemory('256Mi', '128Mi');

    it.each<[string, string, string[]]>([
      [
        'gives half as much again',
        deployment(now) + node('8Gi'),
        raised({ memoryLimit: '384Mi' }),
      ],
      [
        'lets it request all that it may use, where it did',
        deployment(withMemory('256Mi', '256Mi')) + node('8Gi'),
        raised({ memoryLimit: '384Mi', memoryRequest: '384Mi' }),
      ],
      [
        'gives less where the namespace allows less',
        `${deployment(now)}${node('8Gi')}
---
kind: LimitRange
metadata: {name: most}
spec: {limits: [{type: Container, max: {memory: 320Mi}}]}`,
        raised({ memoryLimit: '320Mi' }),
      ],
      [
        'is nothing where there is hardly room',
        deployment(now) + node('300Mi'),
        ['by hand'],
      ],
      [
        'is nothing where it would request what no node has',
        deployment(withMemory('256Mi', '256Mi')) + node('300Mi'),
        ['by hand'],
      ],
      [
        'goes no further than some times what the image began with',
        deployment(withMemory('900Mi', '128Mi')) +
          node('8Gi') +
          revision(3, withMemory('900Mi', '128Mi')) +
          revision(2, now),
        ['by hand'],
      ],
      [
        'is not what one goes back to with less of it',
        deployment(withMemory('384Mi', '128Mi')) +
          node('8Gi') +
          revision(3, withMemory('384Mi', '128Mi')) +
          revision(2, now),
        raised({ memoryLimit: '576Mi' }),
      ],
      [
        'is not needed where a release took some of it away',
        deployment(withMemory('128Mi', '128Mi')) +
          node('300Mi') +
          revision(3, withMemory('128Mi', '128Mi')) +
          revision(2, now),
        [
          'kubernetes.roll-back of Deployment cart {"revision":2} low',
          ...raised({ memoryLimit: '192Mi', memoryRequest: '192Mi' }),
        ],
      ],
      [
        'does not mind what another image had',
        deployment(withMemory('512Mi', '128Mi', 2)) +
          node('8Gi') +
          revision(3, withMemory('512Mi', '128Mi', 2)) +
          revision(2, withMemory('64Mi', '64Mi')),
        [
          'kubernetes.roll-back of Deployment cart {"revision":2} low',
          ...raised({ memoryLimit: '768Mi' }),
        ],
      ],
      ['is nothing without a limit', deployment(v1), ['by hand']],
      [
        'is done in Git, where that owns it',
        deployment(now, argocd) + node('8Gi'),
        ['by hand', 'by hand'],
      ],
    ])('%s', (_, objects, expected) => {
      expect(operations(propose(killed, objects))).toEqual(expected);
    });

    it('says how much, also where it is done in Git', () => {
      const [{ title, why }] = propose(
        killed,
        deployment(now, argocd) + node('8Gi'),
      );
      expect(title).toBe(
        'Raise the memory limit of app to 384Mi in Deployment cart',
      );
      expect(why).toContain('change it in Git');
    });

    it('knows the only container without being told', () => {
      expect(
        operations(
          propose(found('memory-near-limit'), deployment(now) + node('8Gi')),
        ),
      ).toContain(raised({ memoryLimit: '384Mi' })[0]);
    });
  });

  it.each<[string, Finding, FixtureObjects, string | undefined, string]>([
    [
      'scales up from nothing',
      found('scaled-to-zero'),
      deployment(v1),
      undefined,
      'kubernetes.scale of Deployment cart {"replicas":1} low',
    ],
    [
      'scales up to what an autoscaler has at least',
      found('scaled-to-zero'),
      `${deployment(v1)}
---
kind: HorizontalPodAutoscaler
metadata: {name: a}
spec: {minReplicas: 3, maxReplicas: 4, scaleTargetRef: {kind: Deployment, name: cart}}`,
      'prod',
      'kubernetes.scale of Deployment cart {"replicas":3} medium',
    ],
    [
      'raises the limit of an autoscaler',
      found('autoscaler-at-maximum', {
        object: ref('HorizontalPodAutoscaler', 'a', 'default'),
      }),
      `${deployment(v1)}
---
kind: HorizontalPodAutoscaler
metadata: {name: a}
spec: {minReplicas: 2, maxReplicas: 5, scaleTargetRef: {kind: Deployment, name: cart}}`,
      undefined,
      'kubernetes.scale-limits of Deployment cart {"minReplicas":2,"maxReplicas":8} low',
    ],
    [
      'resumes what is paused',
      found('rollout-paused'),
      deployment(v1),
      undefined,
      'kubernetes.resume of Deployment cart {} low',
    ],
    [
      'restarts what fills its memory',
      found('memory-near-limit'),
      deployment(v1),
      'prod',
      'kubernetes.restart of Deployment cart {} medium',
    ],
    [
      'uncordons a node that is ready',
      found('nodes-cordoned'),
      `
kind: Node
metadata: {name: node-a}
spec: {unschedulable: true}
status: {conditions: [{type: Ready, status: "True"}]}
---
kind: Node
metadata: {name: node-b}
spec: {unschedulable: true}
status: {conditions: [{type: Ready, status: "False"}]}`,
      undefined,
      'kubernetes.uncordon of Node node-a {} low',
    ],
    [
      'cordons a node that is not well',
      found('node-memory-pressure', { object: ref('Node', 'node-a') }),
      'kind: Node\nmetadata: {name: node-a}',
      'prod',
      'kubernetes.cordon of Node node-a {} medium',
    ],
    [
      'drains one that is cordoned already',
      found('node-kernel-deadlock', { object: ref('Node', 'node-a') }),
      'kind: Node\nmetadata: {name: node-a}\nspec: {unschedulable: true}',
      'prod',
      'kubernetes.drain of Node node-a {} high',
    ],
    [
      'deletes the pod that a StatefulSet waits for',
      found('rollout-deadlocked', {
        object: ref('StatefulSet', 'db', 'default'),
        evidence: [
          {
            source: 'object',
            message: 'x',
            object: ref('Pod', 'db-1', 'default'),
          },
        ],
      }),
      'kind: StatefulSet\nmetadata: {name: db}\n---\nkind: Pod\nmetadata: {name: db-1}',
      undefined,
      'kubernetes.delete-pod of Pod db-1 {} medium',
    ],
    [
      'evicts the pod that holds the volume of the next',
      found('rollout-deadlocked', {
        message:
          "The roll-out of Deployment 'cart' waits for a volume that pod 'cart-1' of the old version holds, and which stays until the roll-out is done.",
      }),
      `${deployment(v1)}
---
kind: Pod
metadata: {name: cart-1, ownerReferences: [{kind: Deployment, name: cart, controller: true, uid: cart-uid}]}`,
      undefined,
      'kubernetes.evict-pod of Pod cart-1 {} low',
    ],
    [
      'has kube-proxy started again',
      found('kube-proxy-unavailable', {
        object: ref('Node', 'node-a'),
        evidence: [
          {
            source: 'object',
            message: 'x',
            object: ref('Pod', 'kube-proxy-x', 'kube-system'),
          },
        ],
      }),
      'kind: Pod\nmetadata: {name: kube-proxy-x, namespace: kube-system}',
      undefined,
      'kubernetes.delete-pod of Pod kube-proxy-x {} medium',
    ],
  ])('%s', (_, finding, objects, environment, expected) => {
    const proposals = propose(finding, objects, environment);
    expect(operations(proposals)[0]).toBe(expected);
    // What no operation can do is said too.
    expect(operations(proposals).at(-1)).toBe('by hand');
  });

  it('does not change in the cluster what Git says', () => {
    for (const fault of ['scaled-to-zero', 'image-not-found']) {
      expect(operations(propose(found(fault), deployment(v1, argocd)))).toEqual(
        ['by hand'],
      );
    }
    expect(
      operations(propose(found('rollout-paused'), deployment(v1, argocd))),
    ).toEqual(['kubernetes.resume of Deployment cart {} low', 'by hand']);
  });

  it.each([
    [{ spec: null, status: null }],
    [{ spec: 'x', status: [], metadata: { labels: 7, annotations: [] } }],
    [
      {
        spec: {
          template: { spec: { containers: 'x' } },
          scaleTargetRef: 7,
          maxReplicas: 'many',
        },
      },
    ],
  ])('takes objects like %j', broken => {
    for (const fault of faults.keys()) {
      for (const kind of [
        'Deployment',
        'StatefulSet',
        'HorizontalPodAutoscaler',
        'Node',
        'Service',
        'CronJob',
      ]) {
        const fixture = createClusterFixture({ clusters: { dev: {} } });
        fixture.writer('dev').apply(kind, 'ADDED', {
          ...broken,
          kind,
          metadata: {
            ...(broken as { metadata?: object }).metadata,
            name: 'cart',
            namespace: kind === 'Node' ? undefined : 'default',
            uid: 'x',
          },
        });
        const proposals = proposalsOf(
          found(fault, {
            object: ref(kind, 'cart', kind === 'Node' ? undefined : 'default'),
          }),
          { store: fixture.service.store('dev') },
        );
        expect(proposals.length).toBeGreaterThan(0);
      }
    }
  });
});
