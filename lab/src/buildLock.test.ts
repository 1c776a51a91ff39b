import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withBuildLock } from './buildLock';

describe('withBuildLock', () => {
  let folder: string;
  let path: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lab-test-'));
    path = join(folder, 'deeper', 'build.lock');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('lets one in after the other', async () => {
    const happened: string[] = [];
    let finishFirst = () => {};
    const held = new Promise<void>(resolve => {
      finishFirst = resolve;
    });
    let firstIsIn = () => {};
    const inside = new Promise<void>(resolve => {
      firstIsIn = resolve;
    });
    const first = withBuildLock(path, {}, async () => {
      happened.push('first in');
      firstIsIn();
      await held;
      happened.push('first out');
    });
    await inside;
    let second = Promise.resolve();
    const waiting = new Promise<number>(resolve => {
      second = withBuildLock(path, { onWait: resolve }, async () => {
        happened.push('second in');
      });
    });
    expect(await waiting).toBe(process.pid);

    finishFirst();
    await Promise.all([first, second]);

    expect(happened).toEqual(['first in', 'first out', 'second in']);
  });

  it('takes over from a process that has died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    await withBuildLock(path, {}, async () => {});
    await writeFile(path, String(pid));

    const holder = await withBuildLock(path, {}, () => readFile(path, 'utf8'));

    expect(holder).toBe(String(process.pid));
  });

  it('lets go when the action fails', async () => {
    const failing = withBuildLock(path, {}, async () => {
      throw new Error('does not compile');
    });

    await expect(failing).rejects.toThrow('does not compile');
    expect(existsSync(path)).toBe(false);
  });
});
