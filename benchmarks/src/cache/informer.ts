import {
  CoreV1Api,
  KubeConfig,
  makeInformer,
  type KubernetesObject,
} from '@kubernetes/client-node';
import { serveCandidate } from './candidate';

let changes = 0;
let held = () => 0;

/** The informer of `@kubernetes/client-node` as its documentation shows it. */
serveCandidate({
  async start(kubeconfig, context) {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    config.setCurrentContext(context);
    const api = config.makeApiClient(CoreV1Api);
    const informer = makeInformer<KubernetesObject>(
      config,
      '/api/v1/pods',
      () => api.listPodForAllNamespaces(),
    );
    await informer.start();
    held = () => informer.list().length;
    const count = () => {
      changes += 1;
    };
    informer.on('add', count);
    informer.on('update', count);
    informer.on('delete', count);
    informer.on('error', error => {
      throw error;
    });
  },
  pods: () => held(),
  changes: () => changes,
});
