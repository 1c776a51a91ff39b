import type { LoggerService } from '@backstage/backend-plugin-api';
import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import { createClusterHub } from '@groundcrew/plugin-clusters-node';
// What a backend runs, without the plugin around it: what is measured beside it has none either.
// eslint-disable-next-line @backstage/no-forbidden-package-imports, @backstage/no-mixed-plugin-imports
import { WatchedCluster } from '@groundcrew/plugin-clusters-backend/src/WatchedCluster';
import { serveCandidate } from './candidate';

const CLUSTER = 'lab';
const { service, feed } = createClusterHub();
let changes = 0;

const ignore = () => {};
const silent: LoggerService = {
  error: ignore,
  warn: ignore,
  info: ignore,
  debug: ignore,
  child: () => silent,
};

/** The watch cache as a backend runs it, health and indexes included, but for pods alone. */
serveCandidate({
  async start(path, context) {
    WatchedCluster.start({
      description: {
        name: CLUSTER,
        origin: 'config',
        kinds: WATCHED_KINDS.filter(({ kind }) => kind === 'Pod'),
      },
      connection: { type: 'kubeconfig', path, context },
      feed,
      logger: silent,
    });
    await new Promise<void>(resolve => {
      const unsubscribe = service.subscribeToClusters(() => {
        if (service.store(CLUSTER).kinds()[0].state === 'synced') {
          unsubscribe();
          resolve();
        }
      });
    });
    service.subscribe({ kinds: ['Pod'] }, batch => {
      changes += batch.length;
    });
  },
  pods: () => service.store(CLUSTER).count('Pod'),
  changes: () => changes,
});
