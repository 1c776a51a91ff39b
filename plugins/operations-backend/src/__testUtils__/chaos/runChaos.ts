import { Sandbox } from '@groundcrew/sandbox';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiProxy } from '../ApiProxy';
import { ChaosBackend, type ChaosDatabase } from './ChaosBackend';
import { ChaosRun, type ChaosOutcome } from './ChaosRun';
import { ClusterAdmin } from './ClusterAdmin';
import type { KillPoint } from './messages';

const NODES = ['node-a', 'node-b', 'node-c', 'node-d'];

/** Options of {@link runChaos}. */
export interface RunChaosOptions {
  kills: number;
  /** Where a PostgreSQL is, with a user, and without a database. Left out: SQLite alone. */
  postgresql?: string;
  log: (line: string) => void;
}

/** Kills backends with operations, and says what that did. Returns an outcome for each database. */
export async function runChaos(
  options: RunChaosOptions,
): Promise<Record<string, ChaosOutcome>> {
  const { kills, log, postgresql } = options;
  const directory = await mkdtemp(join(tmpdir(), 'chaos-'));
  const sandbox = await Sandbox.start({
    directory,
    clusters: ['dev'],
    populate: false,
  });
  const cluster = sandbox.cluster('dev');
  const admin = ClusterAdmin.create(cluster);
  const kubeconfig = join(directory, 'kubeconfig');
  await sandbox.writeKubeconfig(kubeconfig);
  const proxy = await ApiProxy.before(sandbox, { directory, kubeconfig });
  const all: ChaosBackend[] = [];
  try {
    await Promise.all(NODES.map(name => admin.createNode(name)));
    const run = async (
      name: string,
      databases: ChaosDatabase[],
      share: number,
    ) => {
      const passed: KillPoint[] = [];
      const backends = await Promise.all(
        databases.map((database, index) =>
          ChaosBackend.create({
            name: `${database.client}-${index}`,
            directory,
            database,
            kubeconfig,
            onPassed: point => passed.push(point),
          }),
        ),
      );
      all.push(...backends);
      return await ChaosRun.create({
        name,
        kills: share,
        admin,
        backends,
        passed,
        proxy,
        log,
      }).run();
    };

    const sqlite: ChaosDatabase = {
      client: 'better-sqlite3',
      directory: join(directory, 'sqlite'),
    };
    await mkdir(sqlite.directory);
    const half = postgresql ? Math.ceil(kills / 2) : kills;
    const runs = { SQLite: run('SQLite', [sqlite], half) };
    if (!postgresql) {
      return await outcomesOf(runs);
    }
    const database: ChaosDatabase = {
      client: 'pg',
      url: postgresql,
      prefix: `chaos_${randomBytes(4).toString('hex')}_`,
    };
    // At the same time: most of a run is waiting for a backend to start.
    return await outcomesOf({
      ...runs,
      'PostgreSQL, two backends': run(
        'PostgreSQL',
        [database, database],
        kills - half,
      ),
    });
  } finally {
    await Promise.all(all.map(backend => backend.stop()));
    await proxy.stop();
    await sandbox.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

async function outcomesOf(
  runs: Record<string, Promise<ChaosOutcome>>,
): Promise<Record<string, ChaosOutcome>> {
  const outcomes = await Promise.all(Object.values(runs));
  return Object.fromEntries(
    Object.keys(runs).map((name, index) => [name, outcomes[index]]),
  );
}
