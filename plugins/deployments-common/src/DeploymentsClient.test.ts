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
  const client = DeploymentsClient.create({
    fetchApi: {
      fetch: async url => {
        urls.push(String(url));
        return answer();
      },
    },
  });
  return { client, urls };
}

describe('DeploymentsClient', () => {
  it('asks for an entity by its reference', async () => {
    const { client, urls } = createClient(() => Response.json(VIEW));
    await expect(
      client.getDeployments('component:default/checkout'),
    ).resolves.toEqual(VIEW);
    expect(urls).toEqual([
      'plugin://groundcrew-deployments/v1/entities/component/default/checkout',
    ]);
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

  it('refuses an answer that is none', async () => {
    const { client } = createClient(() => Response.json({ places: 'many' }));
    await expect(
      client.getDeployments('component:default/checkout'),
    ).rejects.toThrow(/entityRef/);
  });
});
