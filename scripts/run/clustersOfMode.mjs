import path from 'node:path';
import { repositoryRoot } from '../bootstrap/directories.mjs';
import { writeAtomically } from '../files/writeAtomically.mjs';
import { findFreePort } from '../processes/portHolder.mjs';
import { UserError } from '../userError.mjs';
import { kubeconfigContexts } from './kubeconfigContexts.mjs';
import { startLab } from './lab.mjs';
import { prepareSandbox } from './prepareSandbox.mjs';

const sandboxEnvironments = ['dev', 'staging', 'prod'];

// Whoever sits at this machine can use its kubeconfig anyway. On any other address it would be an open door.
const signInOfThisMachine = {
  auth: { providers: { guest: { dangerouslyAllowOutsideDevelopment: true } } },
};
// The groups of examples/shop/org.yaml.
const shopRoles = {
  operators: ['group:default/platform'],
  owners: ['group:default/service-owners'],
  viewers: ['group:default/viewers'],
};
const ownOrganization = { organization: { name: 'This machine' } };
const operatorsOfThisMachine = {
  policy: { operators: ['user:development/guest'] },
};

// Where the demo shop does not run: an example that teaches how a component finds its workloads.
const catalogOf = (...files) => ({
  locations: ['catalog-info.yaml', ...files].map(file => ({
    type: 'file',
    target: `../../${file}`,
  })),
});
const exampleDirectory = 'examples/own-clusters';

/**
 * The clusters of a run, as configuration, and the kubeconfig by which a person reaches them too.
 *
 * @returns `{ configuration, kubeconfig? }`
 */
export async function clustersOfMode(run) {
  if (run.mode !== 'sandbox' && !isLoopback(run.host)) {
    throw new UserError(
      `--${run.mode} signs everybody in as the operator of these clusters, so it listens on this machine only, not on ${run.host}; for others to use it, see docs/operations.md`,
    );
  }
  switch (run.mode) {
    case 'sandbox':
      return await sandboxClusters(run);
    case 'lab':
      return await labClusters(run);
    case 'kubeconfig':
      return await ownClusters(run);
    default:
      throw new Error(`Unknown mode ${run.mode}`);
  }
}

/** Three clusters inside the backend. What they are reached by is made here, because configuration is read before they start. */
async function sandboxClusters({ toolchain, children, state, port }) {
  const ports = {};
  for (const [index, environment] of sandboxEnvironments.entries()) {
    ports[environment] = await findFreePort(port + 4 + index, '127.0.0.1', [
      ...Object.values(ports),
      port,
    ]);
  }
  const directory = path.join(state, 'sandbox');
  const { clusters, kubeconfig } = await prepareSandbox({
    toolchain,
    children,
    directory,
    ports,
  });
  const found = clusters.map(({ name, url, caData, operatorToken }) => ({
    name,
    environment: name,
    url,
    caData,
    serviceAccountToken: operatorToken,
  }));
  const kubeconfigFile = path.join(directory, 'kubeconfig');
  await writeAtomically(kubeconfigFile, kubeconfig, { mode: 0o600 });
  return {
    configuration: {
      // Without passwords: it refuses to start without the sandbox.
      auth: { providers: { personas: {} } },
      kubernetes: locateByConfig(found),
      groundcrew: {
        sandbox: { enabled: true, directory, ports },
        policy: shopRoles,
        environments: sandboxEnvironments,
        clusters: settingsOf(found),
      },
    },
    kubeconfig: kubeconfigFile,
  };
}

async function labClusters({ toolchain, children, state }) {
  const { clusters, kubeconfig } = await startLab({
    toolchain,
    children,
    directory: path.join(state, 'lab'),
    manifest: path.join(repositoryRoot, exampleDirectory, 'kubernetes.yaml'),
  });
  return {
    configuration: {
      ...signInOfThisMachine,
      ...ownOrganization,
      catalog: catalogOf(`${exampleDirectory}/catalog-info.yaml`),
      kubernetes: locateByConfig(clusters),
      groundcrew: {
        ...operatorsOfThisMachine,
        clusters: settingsOf(clusters),
      },
    },
    kubeconfig,
  };
}

/** The person's own. The backend reads the file itself, so that exec plugins and renewed tokens work as with kubectl. */
async function ownClusters({ toolchain, children, kubeconfig, contexts }) {
  const chosen = await kubeconfigContexts({
    toolchain,
    children,
    kubeconfig,
    wanted: contexts,
  });
  return {
    configuration: {
      ...signInOfThisMachine,
      ...ownOrganization,
      catalog: catalogOf(
        `${exampleDirectory}/catalog-info.yaml`,
        `${exampleDirectory}/cluster-dns.yaml`,
      ),
      groundcrew: {
        ...operatorsOfThisMachine,
        clusters: {
          ...settingsOf([]),
          kubeconfigs: [{ path: kubeconfig, contexts: chosen }],
        },
      },
    },
  };
}

function locateByConfig(clusters) {
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: clusters.map(cluster => ({
          name: cluster.name,
          url: cluster.url,
          authProvider: 'serviceAccount',
          serviceAccountToken: cluster.serviceAccountToken,
          caData: cluster.caData,
        })),
      },
    ],
  };
}

function settingsOf(clusters) {
  return {
    // What runs on this very machine may be registered, too: another sandbox, kind, minikube.
    allowLoopback: true,
    settings: clusters.map(({ name, environment }) => ({ name, environment })),
  };
}

function isLoopback(host) {
  return host === 'localhost' || host === '::1' || /^127\./.test(host);
}
