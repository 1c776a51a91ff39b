import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiServer } from './ApiServer';
import type { LabBinaries } from './buildLab';
import { freePort } from './freePort';
import { LabClient } from './LabClient';
import {
  createLabFiles,
  kubeconfigPath,
  randomToken,
  readCaData,
  type LabFiles,
} from './labFiles';
import type { LabOptions } from './LabOptions';
import { LabProcesses } from './LabProcesses';
import { apiServerFlags, etcdFlags } from './serverFlags';
import { serverNames, startServers } from './startServers';
import { waitFor } from './waitFor';
import { writeKubeconfig } from './writeKubeconfig';

const START_TIMEOUT_MS = 120_000;
const ADMIN = 'lab-admin';

/** What a lab has once it runs. */
export interface LabParts {
  options: LabOptions;
  url: string;
  caData: string;
  adminToken: string;
  kubeconfig: string;
  client: LabClient;
  binaries: LabBinaries;
  files: LabFiles;
  processes: LabProcesses;
  apiServer: ApiServer;
}

/**
 * Starts a lab on a port that was free a moment ago, and waits until it is ready.
 *
 * @throws Error when that fails; whatever was started has ended then
 */
export async function startLabParts(
  options: LabOptions,
  binaries: LabBinaries,
): Promise<LabParts> {
  const { auditLog = false, apiServerFlags: extra = [] } = options;
  const { kwok = true, controllers = true } = options;
  const adminToken = options.adminToken ?? randomToken();
  const servers = serverNames.map(name => ({
    token: randomToken(),
    user: `system:${name}`,
    groups: ['system:masters'],
  }));
  const files = await createLabFiles({
    dataDir: options.dataDir,
    tokens: [
      { token: adminToken, user: ADMIN, groups: ['system:masters'] },
      ...servers,
      ...(options.extraTokens ?? []),
    ],
  });
  const processes = LabProcesses.create({
    folder: files.folder,
    log: options.log,
  });
  try {
    const binary = binaries.controlPlane;
    const port = await freePort();
    const url = `https://127.0.0.1:${port}`;
    const flags = apiServerFlags({ files, port, auditLog, extra });
    const apiServer = ApiServer.create({ processes, binary, flags });
    processes.start('etcd', binary, ['etcd', ...etcdFlags({ files })]);
    apiServer.start();
    const caData = await processes.expect(
      waitFor('the certificate of kube-apiserver', () => readCaData(files), {
        timeoutMs: START_TIMEOUT_MS,
      }),
    );
    const kubeconfig = await writeKubeconfig(join(files.folder, 'kubeconfig'), {
      url,
      caData,
      user: ADMIN,
      token: adminToken,
    });
    const client = LabClient.create({ url, caData, token: adminToken });
    await apiServer.untilReady(client);
    await startServers({
      processes,
      binaries,
      files,
      client,
      kwok,
      controllers,
      nodes: options.nodes ?? (kwok ? 2 : 0),
      kubeconfigOf: async name => {
        const { user, token } = servers[serverNames.indexOf(name)];
        const path = kubeconfigPath(files, user);
        return await writeKubeconfig(path, { url, caData, user, token });
      },
    });
    return {
      options,
      url,
      caData,
      adminToken,
      kubeconfig,
      client,
      binaries,
      files,
      processes,
      apiServer,
    };
  } catch (error) {
    await processes.stopAll('SIGKILL');
    await rm(files.folder, { recursive: true, force: true });
    throw error;
  }
}
