import { join } from 'node:path';
import type { Lab } from '@groundcrew/lab';
import { writeCatalog } from '../load';
import {
  BackendProcess,
  repositoryRoot,
  type BackendPlace,
  type Cleanup,
} from '../processes';

/** The cluster, as the app calls it. */
export const CLUSTER = 'lab';

/** The app and its backend as `npm start -- --kubeconfig` runs them, with an entity for a workload of the lab. */
export async function startApp(options: {
  cleanup: Cleanup;
  lab: Lab;
  entityId: string;
}): Promise<string> {
  const { cleanup, lab, entityId } = options;
  const backend = join(repositoryRoot, 'packages/backend');
  const { url } = await BackendProcess.start({
    cleanup,
    script: join(backend, 'src/index.ts'),
    cwd: backend,
    configFiles: [join(repositoryRoot, 'app-config.yaml')],
    configure: async place => {
      const { directory } = place;
      const catalog = await writeCatalog({ directory, entityId });
      return configurationOf({ ...place, catalog, lab });
    },
    isReady: async address => {
      const token = await guestToken(address);
      const answer = await fetch(
        `${address}/api/groundcrew-deployments/v1/entities/component/default/${entityId}`,
        { headers: { authorization: `Bearer ${token}` } },
      );
      const view = await answer.json();
      return view.places?.[0]?.workloads?.[0]?.replicas?.ready > 0;
    },
  });
  return url;
}

async function guestToken(url: string): Promise<string> {
  const answer = await fetch(`${url}/api/auth/guest/refresh`, {
    headers: { 'x-requested-with': 'XMLHttpRequest' },
  });
  return (await answer.json()).backstageIdentity.token;
}

function configurationOf(
  options: BackendPlace & { lab: Lab; catalog: string },
) {
  const { url, port, directory, lab, catalog } = options;
  return {
    app: { baseUrl: url },
    backend: {
      baseUrl: url,
      listen: { host: '127.0.0.1', port },
      cors: { origin: url, credentials: true },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
    techdocs: {
      publisher: {
        type: 'local',
        local: { publishDirectory: join(directory, 'techdocs') },
      },
    },
    catalog: { locations: [{ type: 'file', target: catalog }] },
    groundcrew: {
      policy: { operators: ['user:development/guest'] },
      clusters: {
        allowLoopback: true,
        kubeconfigs: [{ path: lab.kubeconfig }],
        settings: [{ name: CLUSTER, environment: 'dev' }],
      },
    },
  };
}
