import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { installBuild } from './installBuild.mjs';

async function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, content);
  }
}

it('replaces a build, and keeps for a week what pages of the one before still load', async t => {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'install-build-'));
  t.after(() => fs.rm(folder, { recursive: true }));
  const target = path.join(folder, 'dist');
  const build = async (name, files) => {
    await write(path.join(folder, name), files);
    return path.join(folder, name);
  };
  const readStatic = async () =>
    (await fs.readdir(path.join(target, 'static'))).sort();

  await installBuild(
    await build('one', {
      'index.html': 'one',
      'removed.txt': '',
      'static/main.1111.js': 'one',
      'static/vendor.aaaa.js': 'vendor',
    }),
    target,
  );
  await installBuild(
    await build('two', {
      'index.html': 'two',
      'static/main.2222.js': 'two',
      'static/vendor.aaaa.js': 'vendor',
    }),
    target,
  );
  assert.equal(
    await fs.readFile(path.join(target, 'index.html'), 'utf8'),
    'two',
  );
  assert.deepEqual((await fs.readdir(target)).sort(), ['index.html', 'static']);
  assert.deepEqual(await readStatic(), [
    'main.1111.js',
    'main.2222.js',
    'vendor.aaaa.js',
  ]);

  const inEightDays = Date.now() + 8 * 24 * 60 * 60_000;
  await installBuild(
    await build('three', { 'index.html': '', 'static/main.3333.js': '' }),
    target,
    { now: inEightDays },
  );
  assert.deepEqual(await readStatic(), ['main.3333.js']);
  assert.deepEqual(await fs.readdir(folder), ['dist']);
});
