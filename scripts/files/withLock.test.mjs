import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { processIdentity } from '../processes/processIdentity.mjs';
import { tryLock, withLock } from './withLock.mjs';

describe('withLock', () => {
  let directory;
  let file;

  beforeEach(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'lock-'));
    file = path.join(directory, 'work.lock');
  });

  afterEach(() => fs.rm(directory, { recursive: true }));

  it('lets one in after the other', async () => {
    let inside = 0;
    let most = 0;
    const waits = [];
    await Promise.all(
      [1, 2, 3].map(() =>
        withLock(
          file,
          holder => waits.push(holder.pid),
          async () => {
            inside += 1;
            most = Math.max(most, inside);
            await new Promise(resolve => setImmediate(resolve));
            inside -= 1;
          },
        ),
      ),
    );
    assert.equal(most, 1);
    assert.deepEqual(waits, [process.pid, process.pid]);
    assert.deepEqual(await fs.readdir(directory), []);
  });

  it('is given back when the work fails', async () => {
    await assert.rejects(
      withLock(file, assert.fail, async () => {
        throw new Error('broken');
      }),
      /broken/,
    );
    assert.equal(await withLock(file, assert.fail, async () => 'done'), 'done');
  });

  it('says who holds it, with what the holder noted', async () => {
    const { release } = await tryLock(file, { port: 7007 });
    const { holder } = await tryLock(file);
    assert.equal(holder.pid, process.pid);
    assert.equal(holder.port, 7007);
    await release();
    const again = await tryLock(file);
    assert.ok(again.release);
  });

  it('is taken from a process that has died', async () => {
    const child = spawn(process.execPath, [
      '-e',
      'setInterval(() => {}, 1000)',
    ]);
    await once(child, 'spawn');
    const dead = { pid: child.pid, identity: processIdentity(child.pid) };
    await fs.writeFile(file, JSON.stringify(dead));
    assert.equal((await tryLock(file)).holder.pid, child.pid);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.ok((await tryLock(file)).release);
  });

  const stale = [
    [
      'a process whose number was given to another',
      JSON.stringify({ pid: process.pid, identity: `${process.pid}@1` }),
    ],
    ['nobody: the file is empty', ''],
  ];
  for (const [whom, content] of stale) {
    it(`is taken from ${whom}`, async () => {
      await fs.writeFile(file, content);
      await fs.writeFile(`${file}.stale`, content);
      const { release } = await tryLock(file);
      await release();
      assert.deepEqual(await fs.readdir(directory), []);
    });
  }
});
