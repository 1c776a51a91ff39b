import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { processIdentity } from './processes/processIdentity.mjs';

const here = name => JSON.stringify(new URL(name, import.meta.url).href);

/** Runs a main function as a command of its own, and gives it what its text needs. */
function runMain(main, environment = {}) {
  const script = `
    import { runCommand } from ${here('./command.mjs')};
    import { UserError } from ${here('./userError.mjs')};
    await runCommand(${main});
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Where npm runs the tests, this one is not of its commands.
    env: { ...process.env, npm_lifecycle_event: '', ...environment },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8');
    stream.on('data', text => (output += text));
  }
  return { child, output: () => output, ended: once(child, 'close') };
}

async function until(what, condition) {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `no ${what} in time`);
    await sleep(20);
  }
}

const startChild = `
  const { child, ended } = children.start(process.execPath, [
    '-e', 'process.on("SIGTERM", () => STUBBORN || process.exit()); setInterval(() => {}, 1000); console.log("up")',
  ]);
  console.log('child ' + child.pid);
  await ended;
`;

describe('runCommand', { skip: process.platform === 'win32' }, () => {
  it('ends with what main returns', async () => {
    const { ended } = runMain('async () => 4');
    assert.deepEqual(await ended, [4, null]);
  });

  it('shows one line for what a person can mend', async () => {
    const { ended, output } = runMain(
      'async () => { throw new UserError("no disk"); }',
    );
    assert.deepEqual(await ended, [1, null]);
    assert.equal(output().trim(), 'groundcrew: no disk');
  });

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    it(`ends its children at ${signal}, and cleans up`, async () => {
      const { child, ended, output } = runMain(`async ({ children }) => {
        try { ${startChild.replace('STUBBORN', 'false')} }
        finally { console.log('cleaned up'); }
      }`);
      await until('child', () => /child \d+[\s\S]*up/.test(output()));
      const pid = Number(/child (\d+)/.exec(output())[1]);
      child.kill(signal);
      const [code] = await ended;
      assert.ok(code > 128, `${code}`);
      assert.match(output(), /Stopping …[\s\S]*cleaned up/);
      assert.equal(processIdentity(pid), undefined);
    });
  }

  it('ends when its starter has been killed', async t => {
    const starter = spawn(process.execPath, [
      '-e',
      'setInterval(() => {}, 99)',
    ]);
    t.after(() => starter.kill('SIGKILL'));
    await once(starter, 'spawn');
    const { child, ended, output } = runMain(
      `async ({ children }) => { ${startChild.replace('STUBBORN', 'false')} }`,
      { GROUNDCREW_STARTER: `${starter.pid}` },
    );
    await until('child', () => /child \d+[\s\S]*up/.test(output()));
    const pid = Number(/child (\d+)/.exec(output())[1]);
    starter.kill('SIGKILL');
    await ended;
    assert.equal(child.exitCode, 1);
    assert.equal(processIdentity(pid), undefined);
  });

  it('kills its children at the second signal', async () => {
    const { child, ended, output } = runMain(
      `async ({ children }) => { ${startChild.replace('STUBBORN', 'true')} }`,
    );
    await until('child', () => /child \d+[\s\S]*up/.test(output()));
    const pid = Number(/child (\d+)/.exec(output())[1]);
    child.kill('SIGINT');
    await until('answer', () => /Stopping/.test(output()));
    child.kill('SIGINT');
    assert.deepEqual(await ended, [130, null]);
    await until('end', () => processIdentity(pid) === undefined);
  });
});
