import { encode } from '../store/readIncoming';
import { admit } from './admit';
import { fieldManagersOf } from './fieldManagers';
import { hideConfiguration } from './hideConfiguration';

const CREDENTIAL = 'hunter2-hunter2';
const SETTING = 'plain-setting';

const container = {
  name: 'app',
  image: 'registry/app:1',
  command: ['/app', `--mode=${SETTING}`],
  args: ['--password', CREDENTIAL, `--api-key=${CREDENTIAL}`],
  env: [
    { name: 'DB_PASSWORD', value: CREDENTIAL },
    { name: 'DB_URL', value: `postgres://app:${CREDENTIAL}@db/shop` },
    { name: 'MODE', value: SETTING },
    { name: 'FROM', valueFrom: { secretKeyRef: { name: 's', key: 'k' } } },
  ],
  livenessProbe: {
    httpGet: {
      path: '/health',
      httpHeaders: [{ name: 'Authorization', value: CREDENTIAL }],
    },
  },
  readinessProbe: { exec: { command: ['check', `--token=${CREDENTIAL}`] } },
  lifecycle: {
    preStop: { exec: { command: ['sh', '-c', `PASSWORD=${CREDENTIAL} stop`] } },
  },
};
const podSpec = {
  serviceAccountName: 'checkout',
  containers: [container],
  initContainers: [container],
  ephemeralContainers: [container],
  volumes: [
    {
      name: 'v',
      csi: { driver: 'd', volumeAttributes: { password: CREDENTIAL } },
    },
  ],
};
const template = {
  metadata: {
    annotations: {
      'nginx.org/config-snippet': SETTING,
      'example.com/url': `https://u:${CREDENTIAL}@host`,
    },
  },
  spec: podSpec,
};
const withTemplate = { spec: { template } };
const raw = (kind: string, more: object = {}) => ({
  apiVersion: 'v1',
  kind,
  metadata: {
    name: 'x',
    namespace: 'shop',
    uid: 'u',
    resourceVersion: '1',
    annotations: {
      'kubectl.kubernetes.io/last-applied-configuration': CREDENTIAL + SETTING,
      'example.com/kept': 'yes',
    },
  },
  ...more,
});

const KINDS: [string, object][] = [
  ['Pod', { spec: podSpec }],
  ['Deployment', withTemplate],
  ['ReplicaSet', withTemplate],
  ['StatefulSet', withTemplate],
  ['DaemonSet', withTemplate],
  ['Job', withTemplate],
  ['Rollout', withTemplate],
  ['CronJob', { spec: { jobTemplate: { spec: { template } } } }],
  ['ControllerRevision', { data: { spec: { template } } }],
  [
    'ConfigMap',
    {
      data: {
        password: CREDENTIAL,
        mode: SETTING,
        'a.yaml': `token: ${CREDENTIAL}`,
      },
      binaryData: { 'server.key': CREDENTIAL },
    },
  ],
  [
    'Secret',
    {
      data: { a: CREDENTIAL },
      stringData: { b: CREDENTIAL + SETTING },
      type: 'Opaque',
    },
  ],
  [
    'Application',
    {
      spec: {
        source: {
          repoURL: `https://me:${CREDENTIAL}@git/x`,
          helm: {
            parameters: [
              { name: 'db.password', value: CREDENTIAL },
              { name: 'mode', value: SETTING },
            ],
            values: `password: ${CREDENTIAL}\nmode: ${SETTING}`,
            valuesObject: { db: { password: CREDENTIAL }, mode: SETTING },
          },
        },
      },
    },
  ],
  ['Widget', { spec: { ...template, clientSecret: CREDENTIAL } }],
  [
    'Ingress',
    { status: { message: `cannot reach https://u:${CREDENTIAL}@x` } },
  ],
];

describe('admit', () => {
  it.each(KINDS)(
    'takes credentials out of a %s, and changes nothing',
    (kind, more) => {
      const object = raw(kind, more);
      const before = structuredClone(object);
      const text = encode(admit(kind, object));

      expect(text).not.toContain(CREDENTIAL);
      expect(text).toContain('example.com/kept');
      expect(object).toEqual(before);
      // What is there again, is taken out in the same way again.
      expect(encode(admit(kind, admit(kind, object)))).toBe(text);
    },
  );

  it.each(KINDS.filter(([kind]) => !['Secret', 'Ingress'].includes(kind)))(
    'leaves the settings of a %s, which hideConfiguration takes out',
    (kind, more) => {
      const admitted = admit(kind, raw(kind, more));
      expect(JSON.stringify(admitted)).toContain(SETTING);
      const before = structuredClone(admitted);
      const text = JSON.stringify(hideConfiguration(kind, admitted));
      expect(text).not.toContain(SETTING);
      expect(text).toMatch(/<hidden:[0-9a-f]{8}>/);
      expect(admitted).toEqual(before);
    },
  );

  it('keeps of a Secret what is no value', () => {
    expect(
      admit(
        'Secret',
        raw('Secret', { data: { a: 'x' }, type: 'Opaque', immutable: true }),
      ),
    ).toEqual({
      apiVersion: 'v1',
      kind: 'Secret',
      type: 'Opaque',
      metadata: {
        name: 'x',
        namespace: 'shop',
        uid: 'u',
        resourceVersion: '1',
        annotations: { 'example.com/kept': 'yes' },
      },
    });
  });

  it('keeps names and references', () => {
    const pod = hideConfiguration(
      'Pod',
      admit('Pod', raw('Pod', { spec: podSpec })),
    ) as unknown as { spec: typeof podSpec };
    const [{ env, image }] = pod.spec.containers;
    expect(image).toBe('registry/app:1');
    expect(env.map(({ name }) => name)).toEqual([
      'DB_PASSWORD',
      'DB_URL',
      'MODE',
      'FROM',
    ]);
    expect(env[0]).toEqual({ name: 'DB_PASSWORD', value: '<masked>' });
    expect(env[3]).toEqual(container.env[3]);
  });

  it('reduces managedFields to who set what', () => {
    const metadata = {
      name: 'x',
      managedFields: [
        {
          manager: 'kubectl',
          operation: 'Apply',
          apiVersion: 'apps/v1',
          fieldsType: 'FieldsV1',
          time: '2026-01-01T00:00:00Z',
          fieldsV1: {
            'f:metadata': { 'f:labels': { '.': {}, 'f:app': {} } },
            'f:spec': {
              'f:replicas': {},
              'f:template': {
                'f:spec': { 'f:containers': { 'k:{"name":"app"}': {} } },
              },
            },
            'f:data': {},
          },
        },
        {
          manager: 'controller',
          operation: 'Update',
          subresource: 'status',
          fieldsV1: { 'f:status': { 'f:replicas': {} } },
        },
      ],
    };
    const admitted = admit('Deployment', { metadata } as object);
    expect(fieldManagersOf(admitted)).toEqual([
      {
        manager: 'kubectl',
        operation: 'Apply',
        time: '2026-01-01T00:00:00Z',
        paths: ['metadata.labels', 'spec.replicas', 'spec.template', 'data'],
      },
      {
        manager: 'controller',
        operation: 'Update',
        subresource: 'status',
        paths: ['status.replicas'],
      },
    ]);
  });

  it('trims events', () => {
    const event = admit(
      'Event',
      raw('Event', {
        reason: 'Failed',
        message: `cannot pull https://u:${CREDENTIAL}@registry ${'x'.repeat(
          5_000,
        )}`,
        involvedObject: { kind: 'Pod', uid: 'p' },
        reportingInstance: 'node-1',
        count: 3,
        eventTime: null,
      }),
    ) as unknown as { message: string; metadata: object };
    expect(event.message).toHaveLength(1_024);
    expect(event.message).not.toContain(CREDENTIAL);
    expect(event.metadata).not.toHaveProperty('annotations');
    expect(Object.keys(event).sort()).toEqual([
      'apiVersion',
      'count',
      'involvedObject',
      'kind',
      'message',
      'metadata',
      'reason',
    ]);
  });
});

describe('hideConfiguration', () => {
  const values = (data: Record<string, string>) =>
    (
      hideConfiguration('ConfigMap', { data } as object) as {
        data: typeof data;
      }
    ).data;

  it('marks equal values of a name equally, so that a diff still works', () => {
    const [before, after] = [
      values({ a: '1', b: '1' }),
      values({ a: '1', b: '2' }),
    ];
    expect(before.a).toBe(after.a);
    expect(before.b).not.toBe(after.b);
    expect(before.a).not.toBe(before.b);
  });

  it('leaves what is empty and what is masked for everybody', () => {
    expect(values({ a: '', b: '<masked>' })).toEqual({ a: '', b: '<masked>' });
  });
});
