import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Sandbox } from '@groundcrew/sandbox';
import type { ConformanceTarget } from './ConformanceTarget';

/** Starts a sandbox of one cluster. */
export async function startSandbox(): Promise<ConformanceTarget> {
  const directory = await mkdtemp(join(tmpdir(), 'conformance-'));
  const sandbox = await Sandbox.start({
    directory,
    clusters: ['dev'],
  });
  const [cluster] = sandbox.clusters;
  return {
    name: 'sandbox',
    url: cluster.url,
    ca: Buffer.from(cluster.caData, 'base64').toString('utf8'),
    adminToken: cluster.tokens.admin,
    strangerToken: cluster.addToken({ name: 'stranger', rules: [] }),
    hasLogs: true,
    hasMetrics: true,
    isOwn: true,
    refusesUnsupported: true,
    async stop() {
      await sandbox.stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
