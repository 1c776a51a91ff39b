import {
  KubeConfig,
  CoreV1Api,
  makeInformer,
  type V1ConfigMap,
} from '@kubernetes/client-node';
import { eventually } from '../eventually';
import { configMap, create, pathOf, type Suite, type SuiteOf } from '../Suite';

function kubeConfigOf({ target }: Suite): KubeConfig {
  const kubeConfig = new KubeConfig();
  kubeConfig.loadFromOptions({
    clusters: [
      {
        name: target.name,
        server: target.url,
        caData: target.ca && Buffer.from(target.ca).toString('base64'),
        skipTLSVerify: false,
      },
    ],
    users: [{ name: 'admin', token: target.adminToken }],
    contexts: [{ name: target.name, cluster: target.name, user: 'admin' }],
    currentContext: target.name,
  });
  return kubeConfig;
}

/** What the official client makes of the cluster. */
export function clientChecks(suite: SuiteOf): void {
  describe('@kubernetes/client-node', () => {
    it('reads and writes with its typed API', async () => {
      const api = kubeConfigOf(suite()).makeApiClient(CoreV1Api);
      await api.createNamespacedConfigMap({
        namespace: suite().namespace,
        body: { metadata: { name: 'typed' }, data: { a: '1' } },
      });
      const read = await api.readNamespacedConfigMap({
        namespace: suite().namespace,
        name: 'typed',
      });
      expect(read.data).toEqual({ a: '1' });
      expect(read.metadata?.creationTimestamp).toBeInstanceOf(Date);
    });

    it('follows changes with its informer', async () => {
      const kubeConfig = kubeConfigOf(suite());
      const api = kubeConfig.makeApiClient(CoreV1Api);
      const informer = makeInformer<V1ConfigMap>(
        kubeConfig,
        pathOf(suite(), 'configmaps'),
        () => api.listNamespacedConfigMap({ namespace: suite().namespace }),
      );
      const seen: string[] = [];
      informer.on('add', object => seen.push(`add ${object.metadata?.name}`));
      informer.on('delete', object =>
        seen.push(`delete ${object.metadata?.name}`),
      );
      await informer.start();
      try {
        await create(suite(), 'configmaps', configMap('informed'));
        await eventually(
          async () => seen,
          events => events.includes('add informed'),
        );
        await suite().connection.request({
          method: 'DELETE',
          path: pathOf(suite(), 'configmaps', 'informed'),
        });
        await eventually(
          async () => seen,
          events => events.includes('delete informed'),
        );
      } finally {
        await informer.stop();
      }
    });
  });
}
