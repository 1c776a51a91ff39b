import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { buildLab } from './buildLab';
import { canTestWithLab } from './canTestWithLab';
import { waitFor } from './waitFor';

jest.setTimeout(180_000);

const BUILD_TIMEOUT_MS = 30 * 60_000;

(canTestWithLab('who owns a lab') ? describe : describe.skip)(
  'the owner of a lab',
  () => {
    beforeAll(async () => {
      await buildLab();
    }, BUILD_TIMEOUT_MS);

    it('takes everything along when it is killed, even an API server that is paused', async () => {
      const owner = runTypeScript('__fixtures__/startLabAndWait.ts');
      const { folder, pids } = JSON.parse(await firstLine(owner, '{')) as {
        folder: string;
        pids: number[];
      };
      expect(pids).toHaveLength(5);
      expect(pids.every(isAlive)).toBe(true);

      owner.kill('SIGKILL');

      await waitFor('the processes to end', () => !pids.some(isAlive));
      await waitFor('the folder to be removed', () => !existsSync(folder));
    });

    it('is asked on the command line, and ends with Ctrl-C', async () => {
      const folder = await mkdtemp(join(tmpdir(), 'lab-test-'));
      const kubeconfig = join(folder, 'kubeconfig');
      try {
        const owner = runTypeScript(
          'cli.ts',
          ...['--nodes', '1', '--kubeconfig', kubeconfig],
        );
        const ended = new Promise(resolve => owner.once('exit', resolve));
        await firstLine(owner, 'Ctrl-C ends it.');
        expect(await readFile(kubeconfig, 'utf8')).toContain('current-context');

        owner.kill('SIGINT');

        expect(await ended).toBe(0);
        expect(existsSync(kubeconfig)).toBe(false);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });

    it('refuses what it does not understand on the command line', async () => {
      const owner = runTypeScript('cli.ts', '--pods', 'many');
      expect(await new Promise(resolve => owner.once('exit', resolve))).toBe(1);
    });
  },
);

function runTypeScript(script: string, ...args: string[]): ChildProcess {
  const transform = require.resolve('@backstage/cli/config/nodeTransform.cjs');
  return spawn(
    process.execPath,
    ['--require', transform, join(__dirname, script), ...args],
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
}

/** The first line that starts so. */
async function firstLine(
  owner: ChildProcess,
  beginning: string,
): Promise<string> {
  return await new Promise((resolve, reject) => {
    const lines = createInterface({ input: owner.stdout! });
    lines.on('line', line => line.startsWith(beginning) && resolve(line));
    lines.once('close', () => reject(new Error(`No line: ${beginning}`)));
  });
}

/** A process that has ended but that nobody has asked about yet counts as gone. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
