import { request as httpsRequest } from 'node:https';
import { SandboxCluster } from '../SandboxCluster';

export interface Answer {
  status: number;
  headers: NodeJS.Dict<string | string[]>;
  text: string;
  /** The body as JSON; undefined when it is none. */
  body: any;
}

export interface RequestOptions {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  /** The admin's by default; an empty one sends none. */
  token?: string;
}

/** One request to a cluster, without a client's own ideas. */
export async function request(
  cluster: SandboxCluster,
  path: string,
  options: RequestOptions = {},
): Promise<Answer> {
  const { response, text } = await send(cluster, path, options);
  let body: unknown;
  const whole = await text;
  try {
    body = JSON.parse(whole);
  } catch {
    body = undefined;
  }
  return {
    status: response.statusCode ?? 0,
    headers: response.headers,
    text: whole,
    body,
  };
}

/** A stream of JSON lines, such as a watch: what has come so far, and its end. */
export async function openStream(
  cluster: SandboxCluster,
  path: string,
  options: RequestOptions = {},
) {
  const { response, text, close } = await send(cluster, path, options);
  let received = '';
  response.on('data', chunk => {
    received += chunk;
  });
  const lines = () => received.split('\n').filter(Boolean);
  return {
    status: response.statusCode,
    lines,
    events: () => lines().map(line => JSON.parse(line)),
    /** Waits until so many lines have come. */
    async until(count: number): Promise<void> {
      while (lines().length < count) {
        await new Promise(resolve => {
          response.once('data', resolve);
          response.once('close', resolve);
        });
        if (response.closed && lines().length < count) {
          throw new Error(`The stream ended after ${lines().length} lines`);
        }
      }
    },
    ended: text,
    close,
  };
}

async function send(
  cluster: SandboxCluster,
  path: string,
  options: RequestOptions,
) {
  const { method = 'GET', body, token = cluster.tokens.admin } = options;
  const payload =
    body === undefined || typeof body === 'string'
      ? body
      : JSON.stringify(body);
  const outgoing = httpsRequest(`${cluster.url}${path}`, {
    method,
    agent: false,
    ca: Buffer.from(cluster.caData, 'base64'),
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(payload !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(payload),
      }),
      'user-agent': 'sandbox-test/1',
      ...options.headers,
    },
  });
  const response = await new Promise<import('node:http').IncomingMessage>(
    (resolve, reject) => {
      outgoing.once('response', resolve);
      outgoing.once('error', reject);
      outgoing.end(payload);
    },
  );
  const text = new Promise<string>((resolve, reject) => {
    let whole = '';
    response.on('data', chunk => {
      whole += chunk;
    });
    response.once('end', () => resolve(whole));
    response.once('error', reject);
  });
  text.catch(() => {});
  return { response, text, close: () => outgoing.destroy() };
}
