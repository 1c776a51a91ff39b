import assert from 'node:assert/strict';
import http from 'node:http';
import { describe, it } from 'node:test';
import { waitUntilUsable } from './readiness.mjs';

async function serve(t, answer) {
  const server = http.createServer((request, response) => {
    const [status, type] = answer(request.url);
    response.writeHead(status, { 'content-type': type }).end('x');
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${server.address().port}`;
}

const never = new Promise(() => {});

describe('waitUntilUsable', () => {
  it('waits for the plugins, and for the page', async t => {
    const seen = [];
    const url = await serve(t, path => {
      seen.push(path);
      const count = seen.filter(each => each === path).length;
      return path === '/'
        ? [count < 2 ? 404 : 200, 'text/html; charset=utf-8']
        : [count < 3 ? 503 : 200, 'application/json'];
    });
    const outcome = await waitUntilUsable({
      url,
      page: `${url}/`,
      ended: never,
      timeoutMs: 20_000,
    });
    assert.equal(outcome, 'ready');
    assert.deepEqual(
      seen.filter(path => path === '/'),
      ['/', '/'],
    );
  });

  it('waits for what else is named', async t => {
    let asked = 0;
    const url = await serve(t, path => {
      if (path === '/sign-in') {
        asked += 1;
        return [asked < 3 ? 503 : 200, 'application/json'];
      }
      return [200, 'text/html'];
    });
    const outcome = await waitUntilUsable({
      url,
      page: `${url}/`,
      also: [`${url}/sign-in`],
      ended: never,
      timeoutMs: 20_000,
    });
    assert.equal(outcome, 'ready');
    assert.equal(asked, 3);
  });

  it('notices that the process has ended', async () => {
    const outcome = await waitUntilUsable({
      url: 'http://127.0.0.1:1',
      page: 'http://127.0.0.1:1/',
      ended: Promise.resolve({ code: 1 }),
      timeoutMs: 20_000,
    });
    assert.equal(outcome, 'ended');
  });

  it('notices that it has failed, though it still runs', async t => {
    const url = await serve(t, () => [503, 'application/json']);
    const outcome = await waitUntilUsable({
      url,
      page: `${url}/`,
      hasFailed: async () => true,
      ended: never,
      timeoutMs: 20_000,
    });
    assert.equal(outcome, 'ended');
  });

  it('gives up', async t => {
    const url = await serve(t, () => [200, 'text/plain']);
    const outcome = await waitUntilUsable({
      url,
      page: `${url}/`,
      ended: never,
      timeoutMs: 300,
    });
    assert.equal(outcome, 'timed-out');
  });
});
