import { canTestWithLab } from './canTestWithLab';
import { createLoad } from './createLoad';
import { Lab } from './Lab';
import type { KubernetesObject } from './LabClient';

jest.setTimeout(180_000);

const BUILD_TIMEOUT_MS = 30 * 60_000;

(canTestWithLab('loads') ? describe : describe.skip)('createLoad', () => {
  it.each([
    { how: 'by the controllers', direct: false },
    { how: 'directly', direct: true },
  ])(
    'fills a lab $how',
    async ({ direct }) => {
      const lab = await Lab.start({
        nodes: 0,
        kwok: !direct,
        controllers: !direct,
      });
      try {
        const load = await createLoad(lab, {
          deployments: 5,
          podsPerDeployment: 3,
          namespaces: ['red', 'blue'],
          entityIds: ['shop', 'cart'],
          direct,
        });
        expect(load).toMatchObject({ pods: 15, nodes: 1 });

        const pods = await list(lab, '/api/v1/pods');
        expect(pods).toHaveLength(15);
        expect(pods.every(isReady)).toBe(true);
        const shop = await list(
          lab,
          '/api/v1/pods?labelSelector=backstage.io%2Fkubernetes-id%3Dshop',
        );
        expect(shop).toHaveLength(9);
        expect(new Set(shop.map(pod => pod.metadata?.namespace))).toEqual(
          new Set(['red']),
        );
        const replicaSets = await list(lab, '/apis/apps/v1/replicasets');
        const owners = pods.map(
          pod => (pod.metadata?.ownerReferences as { uid: string }[])[0].uid,
        );
        expect(new Set(owners)).toEqual(
          new Set(replicaSets.map(({ metadata }) => metadata?.uid)),
        );
      } finally {
        await lab.stop();
      }
    },
    BUILD_TIMEOUT_MS,
  );
});

async function list(lab: Lab, path: string): Promise<KubernetesObject[]> {
  const { items } = await lab.client.request<{ items: KubernetesObject[] }>({
    path,
  });
  return items;
}

function isReady(pod: KubernetesObject): boolean {
  const { conditions = [] } = pod.status as {
    conditions?: { type: string; status: string }[];
  };
  return conditions.some(c => c.type === 'Ready' && c.status === 'True');
}
