import { TestCluster, createTestCluster } from '../testing/createTestCluster';
import { Answer, RequestOptions, request } from '../testing/request';

const CONFIG_MAPS = '/api/v1/namespaces/default/configmaps';
const MERGE = { 'content-type': 'application/merge-patch+json' };
const JSON_PATCH = { 'content-type': 'application/json-patch+json' };

function configMap(name: string, rest: object = {}) {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name },
    data: { a: '1' },
    ...rest,
  };
}

describe('resources over HTTP', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await createTestCluster();
  });

  afterEach(async () => {
    await test.stop();
  });

  const send = (
    method: string,
    path: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<Answer> =>
    request(test.cluster, path, { method, body, ...options });
  const get = (path: string, headers?: Record<string, string>) =>
    send('GET', path, undefined, { headers });
  const create = (name: string, rest?: object) =>
    send('POST', CONFIG_MAPS, configMap(name, rest));

  it('creates, reads, replaces and deletes', async () => {
    const created = await create('one');
    expect(created).toMatchObject({
      status: 201,
      body: {
        kind: 'ConfigMap',
        metadata: {
          name: 'one',
          namespace: 'default',
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          resourceVersion: expect.stringMatching(/^\d+$/),
          creationTimestamp: '2026-01-05T09:00:00Z',
          managedFields: [expect.objectContaining({ manager: 'sandbox-test' })],
        },
      },
    });
    expect((await get(`${CONFIG_MAPS}/one`)).body).toEqual(created.body);
    const replaced = await send('PUT', `${CONFIG_MAPS}/one?fieldManager=me`, {
      ...created.body,
      data: { b: '2' },
    });
    expect(replaced.body.data).toEqual({ b: '2' });
    expect(Number(replaced.body.metadata.resourceVersion)).toBeGreaterThan(
      Number(created.body.metadata.resourceVersion),
    );
    expect(replaced.body.metadata.managedFields).toContainEqual(
      expect.objectContaining({
        manager: 'me',
        fieldsV1: { 'f:data': { 'f:b': {} } },
      }),
    );
    expect(await send('DELETE', `${CONFIG_MAPS}/one`)).toMatchObject({
      status: 200,
      body: {
        kind: 'Status',
        status: 'Success',
        details: {
          name: 'one',
          kind: 'configmaps',
          uid: created.body.metadata.uid,
        },
      },
    });
    expect(await get(`${CONFIG_MAPS}/one`)).toMatchObject({
      status: 404,
      body: {
        message: 'configmaps "one" not found',
        reason: 'NotFound',
        details: { name: 'one', kind: 'configmaps' },
        code: 404,
      },
    });
  });

  it('does not count up for a write that changes nothing', async () => {
    const { body } = await create('same');
    const again = await send('PUT', `${CONFIG_MAPS}/same`, body);
    expect(again.body).toEqual(body);
  });

  it.each([
    [
      'a name that is taken',
      'POST',
      CONFIG_MAPS,
      configMap('x'),
      409,
      'AlreadyExists',
    ],
    [
      'a namespace that is not there',
      'POST',
      '/api/v1/namespaces/no/configmaps',
      configMap('y'),
      404,
      'NotFound',
    ],
    [
      'another namespace in the body',
      'POST',
      CONFIG_MAPS,
      { ...configMap('y'), metadata: { name: 'y', namespace: 'b' } },
      400,
      'BadRequest',
    ],
    [
      'another kind',
      'POST',
      CONFIG_MAPS,
      { ...configMap('y'), kind: 'Secret' },
      400,
      'BadRequest',
    ],
    [
      'no name',
      'POST',
      CONFIG_MAPS,
      { ...configMap('y'), metadata: {} },
      422,
      'Invalid',
    ],
    ['a bad name', 'POST', CONFIG_MAPS, configMap('Y_'), 422, 'Invalid'],
    [
      'no namespace',
      'POST',
      '/api/v1/configmaps',
      configMap('y'),
      400,
      'BadRequest',
    ],
    ['what is no JSON', 'POST', CONFIG_MAPS, '{', 400, 'BadRequest'],
    ['nothing', 'POST', CONFIG_MAPS, undefined, 400, 'BadRequest'],
    [
      'another name than the path',
      'PUT',
      `${CONFIG_MAPS}/x`,
      configMap('z'),
      400,
      'BadRequest',
    ],
    [
      'an old resourceVersion',
      'PUT',
      `${CONFIG_MAPS}/x`,
      { ...configMap('x'), metadata: { name: 'x', resourceVersion: '1' } },
      409,
      'Conflict',
    ],
    [
      'another uid',
      'PUT',
      `${CONFIG_MAPS}/x`,
      { ...configMap('x'), metadata: { name: 'x', uid: 'other' } },
      409,
      'Conflict',
    ],
    [
      'an update of nothing',
      'PUT',
      `${CONFIG_MAPS}/nothing`,
      configMap('nothing'),
      404,
      'NotFound',
    ],
    [
      'a POST to a name',
      'POST',
      `${CONFIG_MAPS}/x`,
      configMap('x'),
      405,
      'MethodNotAllowed',
    ],
    [
      'a PUT to a collection',
      'PUT',
      CONFIG_MAPS,
      configMap('x'),
      405,
      'MethodNotAllowed',
    ],
    [
      'another uid to delete',
      'DELETE',
      `${CONFIG_MAPS}/x`,
      { preconditions: { uid: 'other' } },
      409,
      'Conflict',
    ],
    [
      'another version to delete',
      'DELETE',
      `${CONFIG_MAPS}/x`,
      { preconditions: { resourceVersion: '1' } },
      409,
      'Conflict',
    ],
    [
      'an unknown propagation policy',
      'DELETE',
      `${CONFIG_MAPS}/x`,
      { propagationPolicy: 'Maybe' },
      422,
      'Invalid',
    ],
    [
      'an unknown dry run',
      'POST',
      `${CONFIG_MAPS}?dryRun=Some`,
      configMap('y'),
      422,
      'Invalid',
    ],
  ])('refuses %s', async (_title, method, path, body, status, reason) => {
    await create('x');
    expect(await send(method, path, body)).toMatchObject({
      status,
      body: { kind: 'Status', status: 'Failure', reason, code: status },
    });
  });

  it('refuses bodies that are no JSON by type, or too large', async () => {
    const text = { headers: { 'content-type': 'text/plain' } };
    expect((await send('POST', CONFIG_MAPS, 'x', text)).status).toBe(415);
    const huge = configMap('huge', { data: { a: 'x'.repeat(4 * 2 ** 20) } });
    expect((await send('POST', CONFIG_MAPS, huge)).status).toBe(413);
  });

  it('names what it makes from a prefix', async () => {
    const { body } = await send('POST', CONFIG_MAPS, {
      metadata: { generateName: 'pre-' },
    });
    expect(body.metadata.name).toMatch(/^pre-[a-z0-9]{5}$/);
  });

  it('does nothing in a dry run', async () => {
    const dry = await send('POST', `${CONFIG_MAPS}?dryRun=All`, configMap('d'));
    expect(dry.status).toBe(201);
    expect((await get(`${CONFIG_MAPS}/d`)).status).toBe(404);
    await create('kept');
    const one = `${CONFIG_MAPS}/kept`;
    const patched = await send(
      'PATCH',
      `${one}?dryRun=All`,
      { data: { a: '2' } },
      { headers: MERGE },
    );
    expect(patched.body.data).toEqual({ a: '2' });
    await send('DELETE', `${one}?dryRun=All`);
    expect((await get(one)).body.data).toEqual({ a: '1' });
  });

  describe('patches', () => {
    it('merges and applies operations', async () => {
      await create('p');
      const path = `${CONFIG_MAPS}/p`;
      const merged = await send(
        'PATCH',
        path,
        { data: { b: '2', a: null } },
        { headers: MERGE },
      );
      expect(merged.body.data).toEqual({ b: '2' });
      const operated = await send(
        'PATCH',
        path,
        [
          { op: 'test', path: '/data/b', value: '2' },
          { op: 'add', path: '/data/c', value: '3' },
        ],
        { headers: JSON_PATCH },
      );
      expect(operated.body.data).toEqual({ b: '2', c: '3' });
    });

    it.each([
      [
        'a test that fails',
        JSON_PATCH,
        [{ op: 'test', path: '/data/a', value: 'x' }],
        422,
      ],
      [
        'an old resourceVersion',
        MERGE,
        { metadata: { resourceVersion: '1' } },
        409,
      ],
      ['another name', MERGE, { metadata: { name: 'q' } }, 400],
      ['an unknown type', { 'content-type': 'application/json' }, {}, 415],
      [
        'server-side apply',
        { 'content-type': 'application/apply-patch+yaml' },
        {},
        501,
      ],
    ])('refuses %s', async (_title, headers, body, status) => {
      await create('p');
      const answer = await send('PATCH', `${CONFIG_MAPS}/p`, body, { headers });
      expect(answer).toMatchObject({ status, body: { code: status } });
    });
  });

  describe('lists', () => {
    beforeEach(async () => {
      for (const name of ['a', 'b', 'c', 'd', 'e']) {
        const labels = { set: 'x', name };
        await create(name, { metadata: { name, labels } });
      }
    });

    const names = (answer: Answer) =>
      answer.body.items.map((item: any) => item.metadata.name);

    it('shows kind and version once', async () => {
      const { body } = await get(`${CONFIG_MAPS}?labelSelector=set%3Dx`);
      expect(body).toMatchObject({ kind: 'ConfigMapList', apiVersion: 'v1' });
      expect(body.items[0]).not.toHaveProperty('kind');
      expect(body.metadata.resourceVersion).toBe(
        String(test.cluster.store.resourceVersion),
      );
    });

    it.each([
      ['labelSelector=name%20in%20(a,b)', ['a', 'b']],
      ['labelSelector=set%3Dx,name!%3Da', ['b', 'c', 'd', 'e']],
      ['fieldSelector=metadata.name%3Dc', ['c']],
      [
        'fieldSelector=metadata.name!%3Dc,metadata.namespace%3Ddefault&labelSelector=set',
        ['a', 'b', 'd', 'e'],
      ],
    ])('selects by %s', async (query, expected) => {
      expect(names(await get(`${CONFIG_MAPS}?${query}`))).toEqual(expected);
    });

    it.each([
      ['labelSelector=a%20b%20c', 400],
      ['fieldSelector=data.a%3D1', 400],
      ['fieldSelector=nonsense', 400],
      ['limit=1&continue=nonsense', 400],
      ['resourceVersion=nonsense', 400],
      ['resourceVersionMatch=Exact', 422],
      ['resourceVersion=99999999', 504],
      ['resourceVersion=1&resourceVersionMatch=Exact', 410],
    ])('refuses %s with %d', async (query, status) => {
      expect((await get(`${CONFIG_MAPS}?${query}`)).status).toBe(status);
    });

    it('pages through the moment of the first page', async () => {
      const query = `${CONFIG_MAPS}?labelSelector=set%3Dx&limit=2`;
      const first = await get(query);
      expect(names(first)).toEqual(['a', 'b']);
      await create('b2', { metadata: { name: 'b2', labels: { set: 'x' } } });
      await send('DELETE', `${CONFIG_MAPS}/d`);
      const second = await get(
        `${query}&continue=${first.body.metadata.continue}`,
      );
      expect(names(second)).toEqual(['c', 'd']);
      expect(second.body.metadata.resourceVersion).toBe(
        first.body.metadata.resourceVersion,
      );
      const third = await get(
        `${query}&continue=${second.body.metadata.continue}`,
      );
      expect(names(third)).toEqual(['e']);
      expect(third.body.metadata).not.toHaveProperty('continue');
      test.cluster.store.compact();
      expect(
        await get(`${query}&continue=${second.body.metadata.continue}`),
      ).toMatchObject({ status: 410, body: { reason: 'Expired' } });
    });

    it('says how many are left when nothing was selected', async () => {
      const { body } = await get(`${CONFIG_MAPS}?limit=1`);
      // The CA of each namespace counts too.
      expect(body.metadata.remainingItemCount).toBe(5);
    });

    it('shows metadata only to whoever asks for that', async () => {
      const accept =
        'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1,application/json';
      const list = await get(`${CONFIG_MAPS}?labelSelector=name%3Da`, {
        accept,
      });
      expect(list.body.kind).toBe('PartialObjectMetadataList');
      expect(list.body.items).toEqual([
        {
          kind: 'PartialObjectMetadata',
          apiVersion: 'meta.k8s.io/v1',
          metadata: expect.objectContaining({ name: 'a' }),
        },
      ]);
      const one = await get(`${CONFIG_MAPS}/a`, {
        accept: 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1',
      });
      expect(one.body).not.toHaveProperty('data');
      const xml = await get(`${CONFIG_MAPS}/a`, { accept: 'text/xml' });
      expect(xml.status).toBe(406);
    });

    it('deletes a collection by its labels', async () => {
      const path = `${CONFIG_MAPS}?labelSelector=name%20in%20(a,b)`;
      expect(names(await send('DELETE', path))).toEqual(['a', 'b']);
      expect(names(await get(`${CONFIG_MAPS}?labelSelector=set`))).toEqual([
        'c',
        'd',
        'e',
      ]);
    });
  });

  it('keeps what has finalizers until they are gone', async () => {
    const path = `${CONFIG_MAPS}/f`;
    const metadata = { name: 'f', finalizers: ['example.com/keep'] };
    await create('f', { metadata });
    const deleted = await send('DELETE', path);
    expect(deleted.body.metadata.deletionTimestamp).toBe(
      '2026-01-05T09:00:00Z',
    );
    expect((await get(path)).status).toBe(200);
    const released = await send(
      'PATCH',
      path,
      { metadata: { finalizers: null } },
      { headers: MERGE },
    );
    expect(released.status).toBe(200);
    expect((await get(path)).status).toBe(404);
  });

  it('keeps Secrets given in plain text as base64', async () => {
    const { body } = await send('POST', '/api/v1/namespaces/default/secrets', {
      metadata: { name: 's' },
      stringData: { key: 'value' },
    });
    expect(body).toMatchObject({ type: 'Opaque', data: { key: 'dmFsdWU=' } });
    expect(body).not.toHaveProperty('stringData');
  });

  describe('custom resources', () => {
    const definition = {
      metadata: { name: 'widgets.example.com' },
      spec: {
        group: 'example.com',
        scope: 'Namespaced',
        names: { kind: 'Widget', plural: 'widgets', shortNames: ['wd'] },
        versions: [
          {
            name: 'v1',
            served: true,
            storage: true,
            subresources: { status: {} },
          },
        ],
      },
    };
    const DEFINITIONS =
      '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
    const WIDGETS = '/apis/example.com/v1/namespaces/default/widgets';
    const widget = {
      apiVersion: 'example.com/v1',
      kind: 'Widget',
      metadata: { name: 'w' },
      spec: { size: 1 },
      status: { ignored: true },
    };

    it('are served from their definition to its end', async () => {
      expect((await get(WIDGETS)).status).toBe(404);
      const created = await send('POST', DEFINITIONS, definition);
      expect(created.body.status.conditions).toContainEqual(
        expect.objectContaining({ type: 'Established', status: 'True' }),
      );
      expect((await get('/apis/example.com/v1')).body.resources).toEqual([
        expect.objectContaining({ name: 'widgets', shortNames: ['wd'] }),
        expect.objectContaining({ name: 'widgets/status' }),
      ]);
      const { body } = await send('POST', WIDGETS, widget);
      expect(body).toMatchObject({ metadata: { generation: 1 } });
      expect(body).not.toHaveProperty('status');
      expect((await get(WIDGETS)).body).toMatchObject({
        kind: 'WidgetList',
        items: [{ kind: 'Widget', apiVersion: 'example.com/v1' }],
      });
      await send('DELETE', `${DEFINITIONS}/widgets.example.com`);
      expect((await get(WIDGETS)).status).toBe(404);
      await send('POST', DEFINITIONS, definition);
      expect((await get(WIDGETS)).body.items).toEqual([]);
    });

    it('keep status and spec apart and count generations', async () => {
      await send('POST', DEFINITIONS, definition);
      await send('POST', WIDGETS, widget);
      const change = { spec: { size: 2 }, status: { ready: true } };
      const options = { headers: MERGE };
      const main = await send('PATCH', `${WIDGETS}/w`, change, options);
      expect(main.body).toMatchObject({
        spec: { size: 2 },
        metadata: { generation: 2 },
      });
      expect(main.body).not.toHaveProperty('status');
      const status = await send(
        'PATCH',
        `${WIDGETS}/w/status`,
        { spec: { size: 3 }, status: { ready: true } },
        options,
      );
      expect(status.body).toMatchObject({
        spec: { size: 2 },
        status: { ready: true },
        metadata: { generation: 2 },
      });
    });

    it('need a version to be replaced and know no strategic merge', async () => {
      await send('POST', DEFINITIONS, definition);
      await send('POST', WIDGETS, widget);
      expect((await send('PUT', `${WIDGETS}/w`, widget)).status).toBe(422);
      const strategic = await send('PATCH', `${WIDGETS}/w`, widget, {
        headers: { 'content-type': 'application/strategic-merge-patch+json' },
      });
      expect(strategic.status).toBe(415);
    });
  });
});
