import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

/** One GET. Resolves to status, type and body, and to undefined where nothing answers. */
export async function get(url) {
  return await new Promise(resolve => {
    // Backstage's sign-in answers only what a page on another site could not ask for.
    const headers = { 'X-Requested-With': 'XMLHttpRequest' };
    const request = http.get(url, { timeout: 5_000, headers }, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', chunk => (body += chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          type: response.headers['content-type'] ?? '',
          body,
        }),
      );
      response.on('error', () => resolve(undefined));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}

/**
 * Waits until a person could use it: the backend says that every plugin has started, the app's page is served from it, and
 * whatever else is named answers.
 *
 * @param options.also - more addresses that have to answer with 200
 * @param options.hasFailed - whether it has given up, though it still runs
 * @param options.ended - settles when the process has ended, which ends the waiting
 * @returns `ready`, `ended`, or `timed-out`
 */
export async function waitUntilUsable(options) {
  const { url, page, also = [], ended, timeoutMs } = options;
  const hasFailed = options.hasFailed ?? (() => false);
  const deadline = Date.now() + timeoutMs;
  let over = false;
  ended.then(
    () => (over = true),
    () => (over = true),
  );
  while (Date.now() < deadline) {
    if (over || (await hasFailed())) {
      return 'ended';
    }
    const health = await get(`${url}/.backstage/health/v1/readiness`);
    if (health?.status === 200) {
      const index = await get(page);
      const others = await Promise.all(also.map(each => get(each)));
      if (
        index?.status === 200 &&
        index.type.includes('text/html') &&
        others.every(other => other?.status === 200)
      ) {
        return 'ready';
      }
    }
    await sleep(150);
  }
  return 'timed-out';
}
