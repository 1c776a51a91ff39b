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

const KEPT = {
  name: 'edge',
  registeredBy: 'user:default/omar',
  registeredAt: '2026-01-01T00:00:00.000Z',
};
const DETAIL = {
  name: 'prod',
  origin: 'config',
  state: 'live',
  freshness: {},
  nodes: { ready: 3, total: 3 },
  pods: { running: 9, total: 10 },
  kinds: [],
  nodeList: [],
};
const OBJECT = {
  ref: { cluster: 'prod', kind: 'Pod', namespace: 'shop', name: 'checkout-1' },
  object: {},
  configurationHidden: false,
  freshness: {},
};

describe('ClustersClient', () => {
  it.each<[string, (client: ClustersClient) => Promise<unknown>, unknown?]>([
    [
      'GET plugin://groundcrew-clusters/v1/clusters',
      c => c.listClusters(),
      { items: [], problems: [], environments: [] },
    ],
    [
      'GET plugin://groundcrew-clusters/v1/clusters/prod',
      c => c.getCluster('prod'),
      DETAIL,
    ],
    [
      'GET plugin://groundcrew-clusters/v1/clusters/prod/object?kind=Pod&namespace=shop&name=checkout-1',
      c =>
        c.getObject('prod', {
          kind: 'Pod',
          namespace: 'shop',
          name: 'checkout-1',
        }),
      OBJECT,
    ],
    [
      'GET plugin://groundcrew-clusters/v1/clusters/prod/events?kind=Node&name=node-1',
      c => c.listEvents('prod', { kind: 'Node', name: 'node-1' }),
      { items: [], freshness: {} },
    ],
    [
      'POST plugin://groundcrew-clusters/v1/registrations/test',
      c => c.testConnection({ connection }),
      { usable: true, checks: [], missing: [] },
    ],
    [
      'POST plugin://groundcrew-clusters/v1/registrations',
      c => c.register({ name: 'edge', connection }),
      KEPT,
    ],
    [
      'GET plugin://groundcrew-clusters/v1/registrations',
      c => c.listRegistrations(),
      { items: [] },
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
  ])('requests %s', async (expected, call, answer = {}) => {
    const { client, requested } = createClient(() => Response.json(answer));
    await call(client);
    expect(requested()).toBe(expected);
  });

  it('lets the cache of the browser keep no log', async () => {
    const { client, cache } = createClient(() => new Response('one'));
    await client.openLog({ cluster: 'c', namespace: 'n', pod: 'p' });
    expect(cache()).toBe('no-store');
  });

  it('refuses an answer that is none', async () => {
    const { client } = createClient(() => Response.json({ items: 'many' }));
    await expect(client.listClusters()).rejects.toThrow(/items/);
  });

  it('keeps a name within its segment of the path', async () => {
    const { client, requested } = createClient(() => Response.json(DETAIL));
    await client.getCluster('../registrations?x=#');
    expect(requested()).toBe(
      'GET plugin://groundcrew-clusters/v1/clusters/..%2Fregistrations%3Fx%3D%23',
    );
  });

  it('sends a registration as JSON and returns what was kept', async () => {
    const { client, body } = createClient(() => Response.json(KEPT));
    await expect(
      client.register({ name: 'edge', connection }),
    ).resolves.toEqual(KEPT);
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
