import assert from 'node:assert/strict';
import net from 'node:net';
import { describe, it } from 'node:test';
import {
  findFreePort,
  findPortHolder,
  isPortFree,
  listeningInodes,
  portTakenMessage,
} from './portHolder.mjs';

async function listen(t) {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return server.address().port;
}

describe('ports', () => {
  it('tells a taken port from a free one, and by which process it is taken', async t => {
    const port = await listen(t);
    assert.equal(await isPortFree(port, '127.0.0.1'), false);
    if (process.platform !== 'win32') {
      const holder = findPortHolder(port);
      assert.equal(holder.pid, process.pid);
      assert.match(holder.command, /node/);
    }
  });

  it('passes over what is taken or to be avoided', async t => {
    const port = await listen(t);
    const found = await findFreePort(port, '127.0.0.1', [port + 1]);
    assert.ok(found !== port && found !== port + 1);
    assert.equal(await isPortFree(found, '127.0.0.1'), true);
  });

  it('reads listening sockets, and only those, from /proc/net/tcp', () => {
    const table = [
      '  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode',
      '   0: 0100007F:1B5F 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 11111 1 0000 100',
      '   1: 0100007F:1B5F 0100007F:D431 01 00000000:00000000 00:00000000 00000000  1000        0 22222 1 0000 100',
      '   2: 0100007F:D431 0100007F:1B5F 01 00000000:00000000 00:00000000 00000000  1000        0 33333 1 0000 100',
      '   3: 00000000:0050 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 44444 1 0000 100',
    ].join('\n');
    assert.deepEqual(listeningInodes(table, 7007), ['11111']);
    assert.deepEqual(listeningInodes(table, 80), ['44444']);
    assert.deepEqual(listeningInodes(table, 54321), []);
  });

  it('says in one line what to do', () => {
    assert.equal(
      portTakenMessage(7007, { pid: 42, command: 'node server.js' }),
      'port 7007 is taken by process 42 (node server.js): end it, or choose another port with "npm start -- --port 7008"',
    );
    assert.match(portTakenMessage(7007, undefined), /by another process/);
    const long = portTakenMessage(1, { pid: 1, command: 'x'.repeat(500) });
    assert.ok(long.length < 250);
  });
});
