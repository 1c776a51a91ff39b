import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { it } from 'node:test';
import { keptSecret } from './secrets.mjs';

it('makes a secret of 32 bytes once, for its owner alone', async t => {
  const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'secret-'));
  t.after(() => fs.rm(directory, { recursive: true }));
  const file = path.join(directory, 'keys/registry');

  const secret = await keptSecret(file);
  assert.equal(Buffer.from(secret, 'base64').length, 32);
  assert.equal(await keptSecret(file), secret);
  assert.notEqual(await keptSecret(`${file}-2`), secret);
  if (process.platform !== 'win32') {
    assert.equal((await fs.stat(file)).mode & 0o777, 0o600);
  }
});
