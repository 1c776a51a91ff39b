import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it is asked, as it came. */
export interface ReceivedEvent {
  method?: string;
  url?: string;
  contentType?: string;
  body: Record<string, unknown>;
}

/** Answers as the Events API v2 does, on loopback. */
export class PagerDutyServer {
  readonly received: ReceivedEvent[] = [];
  /** What it answers next, one after the other; 202 when there is nothing left. */
  readonly answers: { status: number; headers?: Record<string, string> }[] = [];
  readonly #server: Server;

  static async start(): Promise<PagerDutyServer> {
    const server = new PagerDutyServer();
    await new Promise<void>(resolve => {
      server.#server.listen(0, '127.0.0.1', resolve);
    });
    return server;
  }

  private constructor() {
    this.#server = createServer((req, res) => {
      const chunks: Buffer[] = [];
      req.on('data', chunk => chunks.push(chunk));
      req.on('end', () => {
        const body = JSON.parse(Buffer.concat(chunks).toString());
        this.received.push({
          method: req.method,
          url: req.url,
          contentType: req.headers['content-type'],
          body,
        });
        const { headers = {}, status } = this.answers.shift() ?? {
          status: problemOf(body) ? 400 : 202,
        };
        res.writeHead(status, {
          'content-type': 'application/json',
          ...headers,
        });
        res.end(
          JSON.stringify(
            status === 202
              ? {
                  status: 'success',
                  message: 'Event processed',
                  dedup_key: body.dedup_key ?? 'given',
                }
              : {
                  status: 'invalid event',
                  message: `of ${body.routing_key}`,
                  errors: [problemOf(body)],
                },
          ),
        );
      });
    });
  }

  get endpoint(): URL {
    const { port } = this.#server.address() as AddressInfo;
    return new URL(`http://127.0.0.1:${port}/v2/enqueue`);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }
}

const SEVERITIES = ['critical', 'error', 'warning', 'info'];
const FIELDS = new Set([
  'routing_key',
  'event_action',
  'dedup_key',
  'payload',
  'images',
  'links',
  'client',
  'client_url',
]);

/** What is wrong with an event, as the reference of the Events API v2 has it. */
export function problemOf(event: Record<string, any>): string | undefined {
  const { dedup_key: key, event_action: action, payload } = event;
  const unknown = Object.keys(event).find(field => !FIELDS.has(field));
  if (unknown) {
    return `${unknown} is unknown`;
  }
  if (typeof event.routing_key !== 'string' || !event.routing_key) {
    return 'routing_key is required';
  }
  if (!['trigger', 'acknowledge', 'resolve'].includes(action)) {
    return 'event_action is invalid';
  }
  if (key !== undefined && (typeof key !== 'string' || key.length > 255)) {
    return 'dedup_key is invalid';
  }
  if (action !== 'trigger') {
    return key ? undefined : 'dedup_key is required';
  }
  if (!payload?.summary || payload.summary.length > 1_024) {
    return 'payload.summary is invalid';
  }
  if (!payload.source || !SEVERITIES.includes(payload.severity)) {
    return 'payload.source or payload.severity is invalid';
  }
  const links: { href?: string }[] = event.links ?? [];
  return links.every(({ href }) => href && URL.canParse(href))
    ? undefined
    : 'links are invalid';
}
