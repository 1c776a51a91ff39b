import {
  ClusterRequestError,
  type LocalRef,
} from '@groundcrew/plugin-clusters-node';
import { answer, answerStatus } from '../__testUtils__/answer';
import {
  ScriptedApiServer,
  type Script,
} from '../__testUtils__/ScriptedApiServer';
import { KubeConfigClusterGateway } from '../gateway';
import { GatewayClusterClient } from './GatewayClusterClient';

const web: LocalRef = { kind: 'Deployment', namespace: 'shop', name: 'web' };
const pod: LocalRef = { kind: 'Pod', namespace: 'shop', name: 'web-0' };
const webPath = '/apis/apps/v1/namespaces/shop/deployments/web';
const podPath = '/api/v1/namespaces/shop/pods/web-0';
const metadata = { name: 'web', uid: 'uid-1', resourceVersion: '7' };

async function failureOf(call: Promise<unknown>): Promise<ClusterRequestError> {
  const error = await call.then(
    value => value,
    thrown => thrown,
  );
  expect(error).toBeInstanceOf(ClusterRequestError);
  return error as ClusterRequestError;
}

describe('GatewayClusterClient', () => {
  let server: ScriptedApiServer;
  let gateway: KubeConfigClusterGateway;
  let client: GatewayClusterClient;

  beforeAll(async () => {
    server = await ScriptedApiServer.start();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    server.requests.length = 0;
    server.script = (_request, response) => answer(response, 200, { metadata });
    gateway = KubeConfigClusterGateway.create({
      connection: server.connection,
    });
    client = GatewayClusterClient.create({ gateway });
  });
  afterEach(() => gateway.close());

  const sent = () =>
    server.requests.map(({ method, path, query, headers, body }) => ({
      method,
      path,
      query: Object.fromEntries(query),
      contentType: headers['content-type'],
      body: body && JSON.parse(body),
    }));
  /** Refuses what is not a GET. */
  const refusing =
    (...[status, message, headers, more]: RefusalOf): Script =>
    ({ method }, response) =>
      method === 'GET'
        ? answer(response, 200, { metadata })
        : answerStatus(response, status, message, headers, more);

  describe('get and list', () => {
    it('reads an object, and says what it is', async () => {
      expect(await client.get(web)).toEqual({
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata,
      });
      expect(server.requests[0]).toMatchObject({
        method: 'GET',
        path: webPath,
      });
      await client.get({ kind: 'Node', name: 'node-1' });
      expect(server.requests[1].path).toBe('/api/v1/nodes/node-1');
    });

    it('finds nothing', async () => {
      server.script = (_request, response) =>
        answerStatus(response, 404, 'deployments.apps "web" not found');
      expect(await client.get(web)).toBeUndefined();
    });

    it('asks for no more than the metadata of a Secret, and takes no more', async () => {
      const annotations = {
        team: 'shop',
        'kubectl.kubernetes.io/last-applied-configuration': 'c2VjcmV0',
      };
      server.script = (_request, response) =>
        answer(response, 200, {
          kind: 'Secret',
          metadata: { ...metadata, annotations },
          data: { password: 'c2VjcmV0' },
        });
      const secret = { kind: 'Secret', namespace: 'shop', name: 'key' };
      expect(await client.get(secret)).toEqual({
        apiVersion: 'v1',
        kind: 'Secret',
        metadata: { ...metadata, annotations: { team: 'shop' } },
      });
      expect(server.requests[0].headers.accept).toMatch(
        /as=PartialObjectMetadata;/,
      );
      server.script = (_request, response) =>
        answer(response, 200, {
          kind: 'SecretList',
          metadata: { resourceVersion: '9' },
          items: [],
        });
      expect((await failureOf(client.list('Secret'))).failure).toBe('refused');
    });

    it('reads all pages, with selectors', async () => {
      server.script = ({ query }, response) =>
        answer(response, 200, {
          metadata: {
            resourceVersion: '9',
            ...(!query.has('continue') && { continue: 'more' }),
          },
          items: [{ metadata }],
        });
      const pods = await client.list('Pod', {
        labelSelector: 'app=web,tier!=db',
        fieldSelector: 'spec.nodeName=node-1',
      });
      expect(pods.map(({ kind, apiVersion }) => [apiVersion, kind])).toEqual([
        ['v1', 'Pod'],
        ['v1', 'Pod'],
      ]);
      const selectors = {
        labelSelector: 'app=web,tier!=db',
        fieldSelector: 'spec.nodeName=node-1',
        limit: '500',
      };
      expect(sent().map(({ path, query }) => ({ path, query }))).toEqual([
        { path: '/api/v1/pods', query: selectors },
        { path: '/api/v1/pods', query: { ...selectors, continue: 'more' } },
      ]);
      await client.list('ControllerRevision', { namespace: 'shop' });
      expect(server.requests[2].path).toBe(
        '/apis/apps/v1/namespaces/shop/controllerrevisions',
      );
    });

    it.each([
      [{ kind: 'Widget', namespace: 'shop', name: 'web' }, /is not one that/],
      [{ kind: 'Pod', name: 'web' }, /needs a namespace/],
      [{ kind: 'Pod', namespace: 'shop', name: '..' }, /is not a name/],
      [{ kind: 'Pod', namespace: '..', name: 'web' }, /is not a name/],
      [{ kind: 'Pod', namespace: 'shop', name: '' }, /is not a name/],
    ])('does not ask for %j', async (ref, message) => {
      for (const call of [
        client.get(ref),
        client.patch(ref, {}),
        client.delete(ref),
        client.evict(ref),
      ]) {
        const error = await failureOf(call);
        expect(error.failure).toBe('refused');
      }
      expect((await failureOf(client.get(ref))).message).toMatch(message);
      expect(server.requests).toEqual([]);
    });

    it('lets no name lead elsewhere', async () => {
      await client.get({ ...pod, name: 'web/../../secrets?x=1' });
      expect(server.requests[0].path).toBe(
        '/api/v1/namespaces/shop/pods/web%2F..%2F..%2Fsecrets%3Fx%3D1',
      );
    });

    it('does not take anything for an object', async () => {
      server.script = (_request, response) => answer(response, 200, {});
      expect((await failureOf(client.get(web))).failure).toBe('malformed');
    });
  });

  describe('patch', () => {
    it('merges what is no list', async () => {
      await client.patch(web, { spec: { replicas: 3 } });
      expect(sent()).toEqual([
        {
          method: 'PATCH',
          path: webPath,
          query: { fieldManager: 'groundcrew' },
          contentType: 'application/merge-patch+json',
          body: { spec: { replicas: 3 } },
        },
      ]);
    });

    it('puts preconditions into a merge patch, and keeps its metadata', async () => {
      await client.patch(
        web,
        { metadata: { annotations: { a: '1' } } },
        { uid: 'uid-1', resourceVersion: '7', dryRun: true },
      );
      expect(sent()[0]).toMatchObject({
        query: { fieldManager: 'groundcrew', dryRun: 'All' },
        body: {
          metadata: {
            annotations: { a: '1' },
            uid: 'uid-1',
            resourceVersion: '7',
          },
        },
      });
    });

    it('puts preconditions before a JSON patch', async () => {
      const change = {
        op: 'replace',
        path: '/spec/replicas',
        value: 3,
      } as const;
      await client.patch(web, [change], { uid: 'uid-1' });
      expect(sent()[0]).toMatchObject({
        contentType: 'application/json-patch+json',
        body: [{ op: 'test', path: '/metadata/uid', value: 'uid-1' }, change],
      });
    });

    const unexplained = [
      422,
      'the server rejected our request due to an error in our request',
      {},
      { reason: 'Invalid', details: {} },
    ] as const;
    const immutableUid = [
      422,
      'Deployment.apps "web" is invalid: metadata.uid: Invalid value',
      {},
      { reason: 'Invalid', details: { causes: [{ field: 'metadata.uid' }] } },
    ] as const;
    const test = (path: string, value: unknown) =>
      ({ op: 'test', path, value } as const);
    const change = { op: 'remove', path: '/spec/paused' } as const;

    it.each([
      ['another uid in a merge patch', immutableUid, {}, { uid: 'other' }],
      ['another uid in a JSON patch', unexplained, [change], { uid: 'other' }],
      [
        'an older version in a JSON patch',
        unexplained,
        [change],
        { resourceVersion: '6' },
      ],
      [
        'a test of the caller',
        unexplained,
        [test('/metadata/name', 'db'), change],
        {},
      ],
      [
        'a test of what is not there',
        unexplained,
        [test('/metadata/labels/a~1b', 'c'), change],
        {},
      ],
      [
        'a 409',
        [409, 'the object has been modified', {}, { reason: 'Conflict' }],
        {},
        { resourceVersion: '6' },
      ],
    ] as const)('calls %s a conflict', async (_, refusal, patch, options) => {
      server.script = refusing(...(refusal as RefusalOf));
      expect((await failureOf(client.patch(web, patch, options))).failure).toBe(
        'conflict',
      );
    });

    it.each([
      [
        'a path that leads nowhere',
        unexplained,
        [test('/metadata/name', 'web'), change],
        { uid: 'uid-1', resourceVersion: '7' },
      ],
      [
        'a test after a change',
        unexplained,
        [change, test('/metadata/name', 'db')],
        {},
      ],
      [
        'a value that is not allowed',
        [
          422,
          'spec.replicas: Invalid value: -1',
          {},
          { details: { causes: [{ field: 'spec.replicas' }] } },
        ],
        {},
        { uid: 'other' },
      ],
      ['what a webhook denies', [400, 'denied by policy', {}, {}], {}, {}],
    ] as const)(
      'lets the API server say what is wrong with %s',
      async (_, refusal, patch, options) => {
        server.script = refusing(...(refusal as RefusalOf));
        expect(
          await failureOf(client.patch(web, patch, options)),
        ).toMatchObject({
          failure: 'refused',
          status: refusal[0],
          message: refusal[1],
        });
      },
    );

    it('calls it a conflict when the object is gone meanwhile, and nothing when it cannot look', async () => {
      server.script = ({ method }, response) =>
        method === 'GET'
          ? answerStatus(response, 404, 'not found')
          : answerStatus(response, ...unexplained);
      const patching = () =>
        failureOf(client.patch(web, [change], { uid: 'uid-1' }));
      expect((await patching()).failure).toBe('conflict');
      server.script = ({ method }, response) =>
        method === 'GET'
          ? answerStatus(response, 403, 'no')
          : answerStatus(response, ...unexplained);
      expect((await patching()).failure).toBe('refused');
    });

    it('finds no object', async () => {
      server.script = refusing(404, 'deployments.apps "web" not found');
      expect(await failureOf(client.patch(web, {}))).toMatchObject({
        failure: 'not-found',
        message: 'deployments.apps "web" not found',
      });
    });
  });

  describe('create', () => {
    const configMap = {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
    };

    it('posts to where the object belongs', async () => {
      await client.create(configMap, { dryRun: true });
      expect(sent()).toEqual([
        {
          method: 'POST',
          path: '/api/v1/namespaces/shop/configmaps',
          query: { fieldManager: 'groundcrew', dryRun: 'All' },
          contentType: 'application/json',
          body: configMap,
        },
      ]);
    });

    it('tells that there is one', async () => {
      const message = 'configmaps "settings" already exists';
      server.script = refusing(409, message, {}, { reason: 'AlreadyExists' });
      expect(await failureOf(client.create(configMap))).toMatchObject({
        failure: 'conflict',
        reason: 'AlreadyExists',
        message,
      });
    });

    it.each([
      [{ ...configMap, apiVersion: 'v2' }, 'ConfigMap is of v1, not of v2'],
      [{ ...configMap, kind: 'Widget' }, /is not one that Groundcrew knows/],
      [{ ...configMap, metadata: { name: 'a' } }, /needs a namespace/],
    ])('does not post %j', async (object, message) => {
      const error = await failureOf(client.create(object));
      expect(error.failure).toBe('refused');
      expect(error.message).toMatch(message);
      expect(server.requests).toEqual([]);
    });
  });

  describe('delete', () => {
    it('says all in the body, because the query does not count beside it', async () => {
      const outcome = await client.delete(pod, {
        dryRun: true,
        uid: 'uid-1',
        gracePeriodSeconds: 0,
        propagationPolicy: 'Foreground',
      });
      expect(outcome).toBe('deleted');
      expect(sent()).toEqual([
        {
          method: 'DELETE',
          path: podPath,
          query: { dryRun: 'All' },
          contentType: 'application/json',
          body: {
            apiVersion: 'v1',
            kind: 'DeleteOptions',
            dryRun: ['All'],
            gracePeriodSeconds: 0,
            preconditions: { uid: 'uid-1' },
            propagationPolicy: 'Foreground',
          },
        },
      ]);
      await client.delete(pod);
      expect(sent()[1].body).toEqual({
        apiVersion: 'v1',
        kind: 'DeleteOptions',
      });
    });

    it.each([
      [404, 'gone'],
      [409, 'conflict'],
    ])('at %i it is a matter of %s', async (status, meaning) => {
      server.script = refusing(status, 'as the server says');
      const outcome = await client
        .delete(pod, { uid: 'uid-1' })
        .catch((error: ClusterRequestError) => error.failure);
      expect(outcome).toBe(meaning);
    });
  });

  describe('evict', () => {
    const budget = {
      reason: 'TooManyRequests',
      details: {
        causes: [
          {
            reason: 'DisruptionBudget',
            message:
              'The disruption budget web needs 2 healthy pods and has 2 currently',
          },
        ],
      },
    };

    it('asks for the pod to go', async () => {
      const outcome = await client.evict(pod, {
        dryRun: true,
        gracePeriodSeconds: 5,
      });
      expect(outcome).toBe('evicted');
      expect(sent()).toEqual([
        {
          method: 'POST',
          path: `${podPath}/eviction`,
          query: { fieldManager: 'groundcrew', dryRun: 'All' },
          contentType: 'application/json',
          body: {
            apiVersion: 'policy/v1',
            kind: 'Eviction',
            metadata: { name: 'web-0', namespace: 'shop' },
            deleteOptions: { dryRun: ['All'], gracePeriodSeconds: 5 },
          },
        },
      ]);
    });

    it('tells what the budget says, and when to ask again', async () => {
      server.script = refusing(
        429,
        "Cannot evict pod as it would violate the pod's disruption budget.",
        {},
        budget,
      );
      expect(await failureOf(client.evict(pod))).toMatchObject({
        failure: 'throttled',
        retryAfterMs: 5_000,
        message:
          "Cannot evict pod as it would violate the pod's disruption budget. The disruption budget web needs 2 healthy pods and has 2 currently",
      });
      server.script = refusing(429, 'wait', { 'retry-after': '10' }, budget);
      expect((await failureOf(client.evict(pod))).retryAfterMs).toBe(10_000);
    });

    it('does not take an overloaded API server for a budget', async () => {
      server.script = ({ method }, response) => {
        if (method === 'GET') {
          return false;
        }
        response.writeHead(429, { 'retry-after': '1' });
        response.end('Too many requests, please try again later.');
        return true;
      };
      expect(await failureOf(client.evict(pod))).toMatchObject({
        failure: 'throttled',
        retryAfterMs: 1_000,
        message: 'the API server asks to be asked less often',
        causes: [],
      });
    });

    it('does not try for ever what two budgets forbid', async () => {
      const message =
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.';
      server.script = refusing(500, message);
      expect(await failureOf(client.evict(pod))).toMatchObject({
        failure: 'refused',
        message,
      });
      server.script = refusing(500, 'etcd has no leader');
      expect((await failureOf(client.evict(pod))).failure).toBe('server');
    });

    it('spares the budget when it is another pod of that name', async () => {
      const error = await failureOf(client.evict(pod, { uid: 'other' }));
      expect(error.failure).toBe('conflict');
      expect(sent().map(({ method }) => method)).toEqual(['GET']);
      expect(await client.evict(pod, { uid: 'uid-1' })).toBe('evicted');
    });

    it('finds no pod', async () => {
      server.script = (_request, response) =>
        answerStatus(response, 404, 'pods "web-0" not found');
      expect(await client.evict(pod, { uid: 'uid-1' })).toBe('gone');
    });

    it('evicts nothing but pods', async () => {
      expect((await failureOf(client.evict(web))).failure).toBe('refused');
      expect(server.requests).toEqual([]);
    });
  });

  it('ends with its gateway, and says so', async () => {
    server.script = () => true;
    const pending = failureOf(client.patch(web, {}));
    await new Promise(resolve => {
      setImmediate(resolve);
    });
    gateway.close();
    for (const error of [await pending, await failureOf(client.get(web))]) {
      expect(error.failure).toBe('aborted');
      expect(error.message).toMatch(/was taken out of Groundcrew/);
    }
  });

  it('gives up with its caller', async () => {
    server.script = () => true;
    const giveUp = new AbortController();
    const pending = failureOf(client.delete(pod, { signal: giveUp.signal }));
    giveUp.abort();
    expect((await pending).failure).toBe('aborted');
  });
});

type RefusalOf = readonly [
  status: number,
  message: string,
  headers?: Record<string, string>,
  more?: { reason?: string; details?: object },
];
