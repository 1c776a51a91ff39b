import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { Stamp } from './Stamp.mjs';

it('remembers what was finished, and forgets it when work begins again', async t => {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'stamp-'));
  t.after(() => fs.rm(directory, { recursive: true }));
  const file = path.join(directory, 'deep/install.stamp');

  assert.equal(await new Stamp(file).matches('one'), false);
  await new Stamp(file).set('one');
  assert.equal(await new Stamp(file).matches('one'), true);
  assert.equal(await new Stamp(file).matches('two'), false);
  await new Stamp(file).clear();
  assert.equal(await new Stamp(file).matches('one'), false);
  await new Stamp(file).clear();
});
