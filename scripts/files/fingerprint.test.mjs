import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { fingerprint } from './fingerprint.mjs';

describe('fingerprint', () => {
  let root;
  const write = async (name, content) => {
    const file = path.join(root, name);
    await fs.mkdir(path.dirname(file), { recursive: true });
    await fs.writeFile(file, content);
  };
  const entries = ['src', 'package.json'];

  beforeEach(async () => {
    root = await fs.mkdtemp(path.join(os.tmpdir(), 'fingerprint-'));
    await write('package.json', '{}');
    await write('src/a.ts', 'a');
    await write('src/deep/b.ts', 'b');
  });

  afterEach(() => fs.rm(root, { recursive: true }));

  const changes = [
    ['a changed file', () => write('src/deep/b.ts', 'c')],
    ['a new file', () => write('src/c.ts', '')],
    ['a removed file', () => fs.rm(path.join(root, 'src/a.ts'))],
    [
      'a renamed file',
      () => fs.rename(path.join(root, 'src/a.ts'), path.join(root, 'src/z.ts')),
    ],
    [
      'text that moves from one file to the next',
      async () => {
        await write('src/a.ts', '');
        await write('src/deep/b.ts', 'ab');
      },
    ],
  ];
  for (const [what, change] of changes) {
    it(`changes with ${what}`, async () => {
      const before = await fingerprint(root, entries);
      await change();
      assert.notEqual(await fingerprint(root, entries), before);
    });
  }

  it('stays the same for what is not asked about, is ignored, or only touched', async () => {
    const options = { ignore: /^node_modules$|\.test\.ts$/ };
    const before = await fingerprint(root, entries, options);
    await write('README.md', 'new');
    await write('src/node_modules/x.js', 'new');
    await write('src/a.test.ts', 'new');
    await fs.utimes(path.join(root, 'src/a.ts'), 1, 1);
    assert.equal(await fingerprint(root, entries, options), before);
  });

  it('depends on the salt, and not on the order of the entries or the place of the root', async () => {
    const before = await fingerprint(root, entries, { salt: 'x' });
    assert.notEqual(await fingerprint(root, entries, { salt: 'y' }), before);
    const moved = `${root}-moved`;
    await fs.rename(root, moved);
    root = moved;
    assert.equal(
      await fingerprint(root, [...entries].reverse(), { salt: 'x' }),
      before,
    );
  });
});
