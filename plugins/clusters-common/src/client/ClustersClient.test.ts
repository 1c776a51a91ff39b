import { ClustersClient } from './ClustersClient';

function createClient(answer: () => Response) {
  const fetch = jest.fn(async (_url: string, _init?: RequestInit) => answer());
  return {
    client: ClustersClient.create({
      fetchApi: { fetch: fetch as unknown as typeof globalThis.fetch },
    }),
    requested: () => {
      const [url, init] = fetch.mock.calls[0];
      return `${init?.method ?? 'GET'} ${url}`;
    },
    cache: () => fetch.mock.calls[0][1]?.cache,
    body: () => JSON.parse(fetch.mock.calls[0][1]?.body as string),
  };
}

const connection = {
  server: 'https://kubernetes.example.com',
  credentials: { token: 'not-a-real-token' },
};

describe('ClustersClient', () => {
  it.each<[string, (client: ClustersClient) => Promise<unknown>]>([
    ['GET plugin://groundcrew-clusters/v1/clusters', c => c.listClusters()],
    [
      'GET plugin://groundcrew-clusters/v1/clusters/prod',
      c => c.getCluster('prod'),
    ],
    [
      'GET plugin://groundcrew-clusters/v1/clusters/prod/object?kind=Pod&namespace=shop&name=checkout-1',
      c =>
        c.getObject('prod', {
          kind: 'Pod',
          namespace: 'shop',
          name: 'checkout-1',
        }),
    ],
    [
      'GET plugin://groundcrew-clusters/v1/clusters/prod/events?kind=Node&name=node-1',
      c => c.listEvents('prod', { kind: 'Node', name: 'node-1' }),
    ],
    [
      'POST plugin://groundcrew-clusters/v1/registrations/test',
      c => c.testConnection({ connection }),
    ],
    [
      'POST plugin://groundcrew-clusters/v1/registrations',
      c => c.register({ name: 'edge', connection }),
    ],
    [
      'GET plugin://groundcrew-clusters/v1/registrations',
      c => c.listRegistrations(),
    ],
    [
      'DELETE plugin://groundcrew-clusters/v1/registrations/edge',
      c => c.removeRegistration('edge'),
    ],
    [
      'GET plugin://groundcrew-clusters/v1/rbac-manifest?format=yaml&namespace=tools',
      c => c.getRbacManifest({ namespace: 'tools' }),
    ],
    [
      'GET plugin://groundcrew-clusters/v1/clusters/prod/namespaces/shop/pods/checkout-1/log?follow=true&tailLines=10',
      c =>
        c.openLog({
          cluster: 'prod',
          namespace: 'shop',
          pod: 'checkout-1',
          follow: true,
          tailLines: 10,
        }),
    ],
  ])('requests %s', async (expected, call) => {
    const { client, requested } = createClient(() => new Response('{}'));
    await call(client);
    expect(requested()).toBe(expected);
  });

  it.each<[string, (client: ClustersClient) => Promise<unknown>]>([
    ['no-cache', c => c.listClusters()],
    ['no-cache', c => c.getCluster('prod')],
    ['no-cache', c => c.getObject('prod', { kind: 'Node', name: 'n' })],
    ['no-cache', c => c.listEvents('prod', { kind: 'Node', name: 'n' })],
    ['no-store', c => c.openLog({ cluster: 'c', namespace: 'n', pod: 'p' })],
  ])(
    'lets the cache of the browser (%s) answer nothing by itself',
    async (expected, call) => {
      const { client, cache } = createClient(() => new Response('{}'));
      await call(client);
      expect(cache()).toBe(expected);
    },
  );

  it('keeps a name within its segment of the path', async () => {
    const { client, requested } = createClient(() => new Response('{}'));
    await client.getCluster('../registrations?x=#');
    expect(requested()).toBe(
      'GET plugin://groundcrew-clusters/v1/clusters/..%2Fregistrations%3Fx%3D%23',
    );
  });

  it('sends a registration as JSON and returns what was kept', async () => {
    const kept = {
      name: 'edge',
      registeredBy: 'user:default/omar',
      registeredAt: '2026-01-01T00:00:00.000Z',
    };
    const { client, body } = createClient(() => Response.json(kept));
    await expect(
      client.register({ name: 'edge', connection }),
    ).resolves.toEqual(kept);
    expect(body()).toEqual({ name: 'edge', connection });
  });

  it('streams a log', async () => {
    const { client } = createClient(() => new Response('one\ntwo\n'));
    const stream = await client.openLog({
      cluster: 'prod',
      namespace: 'shop',
      pod: 'checkout-1',
    });
    await expect(new Response(stream).text()).resolves.toBe('one\ntwo\n');
  });

  it('rejects with the message of the backend', async () => {
    const { client } = createClient(() =>
      Response.json(
        {
          error: { name: 'NotFoundError', message: 'There is no cluster edge' },
          response: { statusCode: 404 },
        },
        { status: 404 },
      ),
    );
    await expect(client.getCluster('edge')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 404,
      cause: { name: 'NotFoundError', message: 'There is no cluster edge' },
    });
  });
});
