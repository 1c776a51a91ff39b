import assert from 'node:assert/strict';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Children } from '../../processes/Children.mjs';
import { findPostgresql } from './findPostgresql.mjs';
import { startPostgresql } from './startPostgresql.mjs';

async function isOpen(url) {
  const { hostname: host, port } = new URL(url);
  return await new Promise(resolve => {
    const socket = net.connect({ host, port: Number(port) });
    socket.once('connect', () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

describe('findPostgresql', () => {
  const folderWith = async (t, names) => {
    const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'binaries-'));
    t.after(() => fs.rm(folder, { recursive: true }));
    for (const name of names) {
      await fs.mkdir(path.dirname(path.join(folder, name)), {
        recursive: true,
      });
      await fs.writeFile(path.join(folder, name), '');
    }
    return folder;
  };

  it('wants the server, not the client alone', async t => {
    const client = await folderWith(t, ['psql', 'postgres']);
    const server = await folderWith(t, ['initdb', 'postgres']);
    const PATH = [client, server].join(path.delimiter);
    assert.equal(findPostgresql({ PATH }, '/none'), server);
    assert.equal(findPostgresql({ PATH: client }, '/none'), undefined);
  });

  it("takes the newest of Debian's", async t => {
    const debian = await folderWith(
      t,
      ['9', '15', '17'].flatMap(version => [
        `${version}/bin/initdb`,
        `${version}/bin/postgres`,
      ]),
    );
    assert.equal(
      findPostgresql({ PATH: '' }, debian),
      path.join(debian, '17/bin'),
    );
  });
});

describe(
  'startPostgresql',
  {
    skip:
      findPostgresql(process.env) === undefined &&
      'PostgreSQL is not installed',
  },
  () => {
    it('starts servers of their own, on loopback, and leaves nothing behind', async t => {
      const directory = await fs.mkdtemp(path.join(os.tmpdir(), 'servers-'));
      t.after(() => fs.rm(directory, { recursive: true }));
      // For root, they run as somebody else.
      await fs.chmod(directory, 0o755);
      const start = () =>
        startPostgresql({
          toolchain: { environment: { ...process.env, TMPDIR: directory } },
          children: new Children(),
        });
      const servers = await Promise.all([start(), start()]);
      const [one, other] = servers.map(({ url }) => url);
      assert.match(
        one,
        /^postgresql:\/\/postgres:[0-9a-f]{32}@127\.0\.0\.1:\d+$/,
      );
      assert.notEqual(one, other);
      assert.ok(await isOpen(one));
      assert.ok(await isOpen(other));

      await Promise.all(servers.map(server => server.stop()));
      assert.equal(await isOpen(one), false);
      assert.equal(await isOpen(other), false);
      assert.deepEqual(await fs.readdir(directory), []);
    });
  },
);
