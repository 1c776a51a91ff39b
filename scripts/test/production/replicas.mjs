// app-config.production.yaml, started as it is: two replicas on one PostgreSQL. Runs in Node 24; see the stage "production".
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { repositoryRoot } from '../../bootstrap/directories.mjs';
import { Children, endInTimeArguments } from '../../processes/Children.mjs';
import { findFreePort } from '../../processes/portHolder.mjs';
import { typeScriptArguments } from '../../run/runTypeScript.mjs';
import { Replica } from './Replica.mjs';

const children = new Children();
let folder;
let clusters;
let one;
let other;

async function until(what, condition) {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const result = await condition();
    if (result) {
      return result;
    }
    assert.ok(Date.now() < deadline, `${what}: not in time`);
    await sleep(250);
  }
}

async function startSandbox() {
  const prod = await findFreePort(7420, '127.0.0.1');
  const edge = await findFreePort(7430, '127.0.0.1');
  const output = path.join(folder, 'clusters.json');
  children.start(
    process.execPath,
    [
      ...endInTimeArguments,
      ...typeScriptArguments,
      fileURLToPath(new URL('./sandboxProcess.cjs', import.meta.url)),
      JSON.stringify({
        directory: path.join(folder, 'sandbox'),
        ports: { prod, edge },
        output,
      }),
    ],
    { cwd: repositoryRoot, logFile: path.join(folder, 'sandbox.log') },
  );
  const text = await until('the sandbox', () =>
    fs.readFile(output, 'utf8').catch(() => undefined),
  );
  return Object.fromEntries(
    JSON.parse(text).map(cluster => [cluster.name, cluster]),
  );
}

/** The variables that docs/operations.md names, but for APP_BASE_URL, which each replica has for itself. */
function productionEnvironment() {
  const database = new URL(process.env.GROUNDCREW_TEST_POSTGRESQL);
  return {
    ORGANIZATION_NAME: 'Example',
    POSTGRES_HOST: database.hostname,
    POSTGRES_PORT: database.port,
    POSTGRES_USER: database.username,
    POSTGRES_PASSWORD: database.password,
    AUTH_SESSION_SECRET: crypto.randomBytes(32).toString('hex'),
    GITHUB_CLIENT_ID: 'client',
    GITHUB_CLIENT_SECRET: 'secret',
    GITHUB_TOKEN: 'token',
    CLUSTER_KEY_ID: '2026-11',
    CLUSTER_KEY: crypto.randomBytes(32).toString('base64'),
    AUDIT_KEY_ID: '2026-11',
    AUDIT_KEY: crypto.randomBytes(32).toString('base64'),
    AUDIT_FILE: path.join(folder, 'audit-anchors'),
    PROD_EU_URL: clusters.prod.url,
    PROD_EU_TOKEN: clusters.prod.readerToken,
    PROD_EU_CA: clusters.prod.caData,
    CATALOG_LOCATION: 'https://catalog.invalid/all.yaml',
  };
}

async function stateOf(replica, name) {
  const { items } = await replica.clusters('/v1/clusters');
  return items.find(cluster => cluster.name === name);
}

async function register(replica, name) {
  const { url, caData, readerToken } = clusters[name];
  await replica.clusters('/v1/registrations', {
    method: 'POST',
    body: {
      name,
      environment: 'prod',
      connection: {
        server: url,
        certificateAuthority: Buffer.from(caData, 'base64').toString(),
        credentials: { token: readerToken },
      },
    },
  });
}

before(async () => {
  folder = await fs.mkdtemp(path.join(os.tmpdir(), 'groundcrew-production-'));
  clusters = await startSandbox();
  const environment = productionEnvironment();
  const start = (name, port) =>
    Replica.start({ children, environment, folder, name, port });
  // One creates the tables, the other finds them.
  one = await start('one', await findFreePort(7400, '127.0.0.1'));
  other = await start('other', await findFreePort(7410, '127.0.0.1'));
  await one.signIn();
  await other.signIn();
});

after(async () => {
  await children.stop();
  await fs.rm(folder, { recursive: true, force: true });
});

it(
  'carries what one replica sees to the pages of the other',
  { timeout: 180_000 },
  async () => {
    const page = await one.listen('groundcrew-clusters:clusters-changed');
    try {
      // Nobody has read through the first yet, so it has nobody to tell: what arrives there comes from the second.
      await stateOf(other, 'edge');
      await register(other, 'edge');
      await until('a signal', () => page.signals.length > 0);
    } finally {
      page.close();
    }
  },
);

it(
  'notices on one replica what was registered on the other',
  { timeout: 180_000 },
  async () => {
    const found = await until('the registered cluster', () =>
      stateOf(one, 'edge'),
    );
    assert.equal(found.origin, 'registry');
  },
);

it(
  'reads the clusters through each replica',
  { timeout: 180_000 },
  async () => {
    for (const replica of [one, other]) {
      for (const name of ['prod-eu', 'edge']) {
        const cluster = await until(`${name} live`, async () => {
          const found = await stateOf(replica, name);
          return found?.state === 'live' && found;
        });
        assert.equal(cluster.environment, 'prod');
      }
    }
  },
);
