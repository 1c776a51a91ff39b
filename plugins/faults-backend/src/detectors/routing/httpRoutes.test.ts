import { detectIn } from '@groundcrew/plugin-faults-node/testUtils';
import { httpRoutes } from './httpRoutes';

const NOW = '2026-01-01T12:00:00Z';

const route = (
  spec: object,
  {
    created = '2026-01-01T11:00:00Z',
    status,
  }: { created?: string; status?: object } = {},
) =>
  ({
    kind: 'HTTPRoute',
    metadata: { name: 'shop', namespace: 'shop', creationTimestamp: created },
    spec,
    status,
  } as object);

const OTHERS = [
  { kind: 'Gateway', metadata: { name: 'public', namespace: 'edge' } },
  {
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { ports: [{ port: 80 }] },
  },
];

const parentRefs = [{ name: 'public', namespace: 'edge' }];
const to = (...backendRefs: object[]) => ({
  parentRefs,
  rules: [{ backendRefs }],
});
const refused = (type: string, status = 'False') => ({
  parents: [
    {
      parentRef: { name: 'public' },
      conditions: [
        { type, status, reason: 'NotAllowedByListeners', message: 'no' },
      ],
    },
  ],
});

const find = (...objects: object[]) =>
  detectIn(httpRoutes, { now: NOW, objects: [...OTHERS, ...objects] }).map(
    ({ fault, message }) => `${fault}: ${message}`,
  );

describe('httpRoutes', () => {
  it.each<[string, object, RegExp]>([
    [
      'a Gateway that does not exist',
      route({ parentRefs: [{ name: 'public' }] }),
      /^route-gateway-missing: .*'public', which does not exist in 'shop'/,
    ],
    [
      'a Service that does not exist',
      route(to({ name: 'api', port: 80 })),
      /^route-service-missing: .*'api'/,
    ],
    [
      'a Service in another namespace',
      route(to({ name: 'web', namespace: 'other', port: 80 })),
      /^route-service-missing/,
    ],
    [
      'a port that the Service does not have',
      route(to({ name: 'web', port: 8080 })),
      /^route-port-missing: .*8080/,
    ],
    [
      'a Gateway that does not take it',
      route(to({ name: 'web', port: 80 }), { status: refused('Accepted') }),
      /^route-not-accepted: .*NotAllowedByListeners/,
    ],
    [
      'what its Gateway may not read',
      route(to({ name: 'web', port: 80 }), { status: refused('ResolvedRefs') }),
      /^route-not-accepted/,
    ],
  ])('finds %s', (_, object, expected) => {
    const found = find(object);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(expected);
  });

  it.each<[string, object]>([
    [
      'one that is served',
      route(to({ name: 'web', port: 80 }), {
        status: refused('Accepted', 'True'),
      }),
    ],
    [
      'what is no Service',
      route(to({ name: 'bucket', kind: 'Bucket', group: 'storage.test' })),
    ],
    [
      'what is no Gateway',
      route({ parentRefs: [{ name: 'mesh', kind: 'Service' }] }),
    ],
    [
      'one that was only just made',
      route(to({ name: 'api' }), { created: '2026-01-01T11:59:30Z' }),
    ],
    ['one that says nothing', route({})],
    ['a broken one', route({ parentRefs: 'x', rules: [null, 7] })],
  ])('says nothing of %s', (_, object) => {
    expect(find(object)).toEqual([]);
  });
});
