import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { Children, endInTimeArguments } from './Children.mjs';
import { processIdentity } from './processIdentity.mjs';

const forever = 'setInterval(() => {}, 1000);';

async function until(what, condition) {
  const deadline = Date.now() + 20_000;
  for (;;) {
    const result = await condition();
    if (result) {
      return result;
    }
    assert.ok(Date.now() < deadline, `no ${what} in time`);
    await sleep(20);
  }
}

describe('Children', { skip: process.platform === 'win32' }, () => {
  let directory;
  let logFile;
  const log = () => fs.readFile(logFile, 'utf8').catch(() => '');
  const logged = text => until(text, async () => (await log()).includes(text));

  beforeEach(async () => {
    directory = await fs.mkdtemp(path.join(os.tmpdir(), 'children-'));
    logFile = path.join(directory, 'child.log');
  });

  afterEach(() => fs.rm(directory, { recursive: true }));

  it('tells how a process ended, and keeps what it wrote', async () => {
    const children = new Children();
    const result = await children.run(
      process.execPath,
      ['-e', 'console.log("out"); console.error("err"); process.exit(3)'],
      { logFile },
    );
    assert.deepEqual(result, { code: 3, signal: null });
    assert.equal(await log(), 'out\nerr\n');
  });

  it('fails where the command does not exist', async () => {
    const children = new Children();
    await assert.rejects(children.run(path.join(directory, 'none'), []), {
      code: 'ENOENT',
    });
    await children.stop();
  });

  it('ends what a process started in turn', async () => {
    const children = new Children();
    const script = `
      const { spawn } = require('node:child_process');
      const child = spawn(process.execPath, ['-e', ${JSON.stringify(
        `${forever} console.log('grandchild ' + process.pid);`,
      )}], { stdio: 'inherit' });
      ${forever}
    `;
    children.start(process.execPath, ['-e', script], { logFile });
    const pid = await until('grandchild', async () =>
      Number(/grandchild (\d+)/.exec(await log())?.[1]),
    );
    await children.stop();
    await until('end', () => processIdentity(pid) === undefined);
  });

  it('kills what does not end when asked', async () => {
    const children = new Children();
    const { ended } = children.start(
      process.execPath,
      [
        '-e',
        `process.on('SIGTERM', () => console.log('no')); ${forever} console.log('up')`,
      ],
      { logFile },
    );
    await logged('up');
    await children.stop(100);
    assert.deepEqual(await ended, { code: null, signal: 'SIGKILL' });
    assert.throws(() => children.start(process.execPath, []), /stopping/);
  });

  it('lets a child notice that its starter was killed', async () => {
    const starter = `
      import { Children, endInTimeArguments } from ${JSON.stringify(
        new URL('./Children.mjs', import.meta.url).href,
      )};
      new Children().start(
        process.execPath,
        [...endInTimeArguments, '-e', ${JSON.stringify(
          `${forever} console.log('child ' + process.pid);`,
        )}],
        { logFile: ${JSON.stringify(logFile)} },
      );
    `;
    const children = new Children();
    const { child } = children.start(process.execPath, [
      '--input-type=module',
      '-e',
      starter,
    ]);
    const pid = await until('child', async () =>
      Number(/child (\d+)/.exec(await log())?.[1]),
    );
    child.kill('SIGKILL');
    await until('end', () => processIdentity(pid) === undefined);
    await children.stop();
  });

  it('does not take a worker thread for the main one', async () => {
    const children = new Children();
    const script = `
      const { Worker } = require('node:worker_threads');
      new Worker('setTimeout(() => {}, 50)', { eval: true }).on('exit', () => process.exit(7));
    `;
    const { code } = await children.run(process.execPath, [
      ...endInTimeArguments,
      '-e',
      script,
    ]);
    assert.equal(code, 7);
  });
});
