import { DeploymentsClient } from './DeploymentsClient';

const VIEW = {
  entityRef: 'component:default/checkout',
  link: { type: 'none' },
  places: [],
  hiddenPlaces: 0,
  searchedClusters: [],
};

function createClient(answer: () => Response) {
  const urls: string[] = [];
  const caches: (string | undefined)[] = [];
  const client = DeploymentsClient.create({
    fetchApi: {
      fetch: async (url, init) => {
        urls.push(String(url));
        caches.push(init?.cache);
        return answer();
      },
    },
  });
  return { client, urls, caches };
}

describe('DeploymentsClient', () => {
  it('asks for an entity by its reference', async () => {
    const { client, urls, caches } = createClient(() => Response.json(VIEW));
    await expect(
      client.getDeployments('component:default/checkout'),
    ).resolves.toEqual(VIEW);
    expect(urls).toEqual([
      'plugin://groundcrew-deployments/v1/entities/component/default/checkout',
    ]);
    // The backend is asked every time, with the ETag of the answer before.
    expect(caches).toEqual(['no-cache']);
  });

  it('keeps the names of a workload within their segments of the path', async () => {
    const { client, urls } = createClient(
      () => new Response('{}', { status: 404 }),
    );
    await expect(
      client.getWorkload('component:default/checkout', {
        cluster: 'prod',
        namespace: 'shop',
        kind: 'Deployment',
        name: '../other',
      }),
    ).rejects.toMatchObject({ statusCode: 404 });
    expect(urls[0]).toMatch(
      /\/workloads\/prod\/shop\/Deployment\/\.\.%2Fother$/,
    );
  });

  it('hands on what is wrong with the selector of an entity', async () => {
    const link = { type: 'selector', selector: 'a in (', problem: 'no )' };
    const { client } = createClient(() => Response.json({ ...VIEW, link }));
    await expect(
      client.getDeployments('component:default/checkout'),
    ).resolves.toMatchObject({ link });
  });

  it('refuses an answer that is none', async () => {
    const { client } = createClient(() => Response.json({ places: 'many' }));
    await expect(
      client.getDeployments('component:default/checkout'),
    ).rejects.toThrow(/entityRef/);
  });
});
