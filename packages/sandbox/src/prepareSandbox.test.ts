import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'node:https';
import { DrivenClock } from './clock';
import { prepareSandbox } from './prepareSandbox';
import { Sandbox } from './Sandbox';

function get(url: string, ca: string, token: string): Promise<number> {
  return new Promise((resolve, reject) => {
    request(
      `${url}/api/v1/namespaces`,
      { ca, headers: { authorization: `Bearer ${token}` } },
      response => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    )
      .on('error', reject)
      .end();
  });
}

describe('prepareSandbox', () => {
  let directory: string;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'prepare-sandbox-'));
  });

  afterEach(async () => {
    await rm(directory, { recursive: true, force: true });
  });

  it('tells beforehand how a sandbox will be reached', async () => {
    const prepared = await prepareSandbox({ directory, ports: { dev: 0 } });
    const sandbox = await Sandbox.start({
      directory,
      clusters: ['dev'],
      clock: DrivenClock.create(),
      populate: false,
    });
    try {
      const [{ caData, readerToken, operatorToken }] = prepared.clusters;
      const ca = Buffer.from(caData, 'base64').toString();
      const { url } = sandbox.cluster('dev');
      await expect(get(url, ca, readerToken)).resolves.toBe(200);
      await expect(get(url, ca, operatorToken)).resolves.toBe(200);
      await expect(get(url, ca, 'sandbox-guessed')).resolves.toBe(401);
    } finally {
      await sandbox.stop();
    }
  });

  it('says the same each time', async () => {
    const options = { directory, ports: { dev: 6551, prod: 6553 } };
    const first = await prepareSandbox(options);
    await expect(prepareSandbox(options)).resolves.toEqual(first);
    expect(first.clusters.map(({ url }) => url)).toEqual([
      'https://127.0.0.1:6551',
      'https://127.0.0.1:6553',
    ]);
    expect(first.kubeconfig).not.toContain(first.clusters[0].readerToken);
  });

  it('adds the tokens that an older directory lacks', async () => {
    const options = { directory, ports: { dev: 1 } };
    const [dev] = (await prepareSandbox(options)).clusters;
    const file = join(directory, 'tokens.json');
    const { operator, ...older } = JSON.parse(await readFile(file, 'utf8')).dev;
    await writeFile(file, JSON.stringify({ dev: older }));
    const [{ readerToken, operatorToken }] = (await prepareSandbox(options))
      .clusters;
    expect(readerToken).toBe(dev.readerToken);
    expect(operatorToken).not.toBe(operator);
    expect(operatorToken).not.toBe(readerToken);
    expect((await prepareSandbox(options)).clusters[0].operatorToken).toBe(
      operatorToken,
    );
  });

  it('keeps the tokens of a cluster when another is added', async () => {
    const [dev] = (await prepareSandbox({ directory, ports: { dev: 1 } }))
      .clusters;
    const both = await prepareSandbox({ directory, ports: { dev: 1, qa: 2 } });
    expect(both.clusters[0]).toEqual(dev);
    expect(both.clusters[1].readerToken).not.toBe(dev.readerToken);
  });
});
