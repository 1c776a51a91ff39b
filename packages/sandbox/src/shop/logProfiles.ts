import { LogContext, LogProfile } from '../kubelet/logs';

/** What the services of the shop write. Pods choose one by `sandbox.groundcrew.io/logs`. */
export const logProfiles: Record<string, LogProfile> = {
  plain: {
    line: ({ at, index, pod, container, random }) => {
      const time = new Date(at).toISOString();
      if (index === 0) return `${time} INFO  ${container.name} starting`;
      const took = Math.round(5 + 60 * random(1));
      return random(2) < 0.03
        ? `${time} WARN  ${container.name} slow request on ${
            pod.metadata.name
          } took=${took * 30}ms`
        : `${time} INFO  ${container.name} handled request took=${took}ms`;
    },
    lastLines: failure(text => `FATAL ${text}`),
  },

  json: {
    line: context => {
      const { index, container, random } = context;
      if (index === 0) return json(context, 'info', `${container.name} is up`);
      const slow = random(1) < 0.02;
      return json(context, slow ? 'warn' : 'info', 'request', {
        method: pick(['GET', 'GET', 'GET', 'POST', 'PUT'], random(2)),
        path: `/v1/${container.name}/${Math.floor(random(3) * 9000) + 1000}`,
        status: slow ? 503 : 200,
        durationMs: Math.round((slow ? 900 : 8) + 70 * random(4)),
        traceId: hex(random(5)) + hex(random(6)),
      });
    },
    lastLines: failure(text => JSON.stringify({ level: 'fatal', msg: text })),
  },

  checkout: {
    line: context => {
      const { index, random, container } = context;
      const version = /:([^:]+)$/.exec(container.image)?.[1];
      if (index === 0) {
        return json(context, 'info', `checkout ${version} is starting`);
      }
      if (index === 1) return json(context, 'info', 'connected to orders-db');
      const order = `o-${Math.floor(random(1) * 90_000) + 10_000}`;
      if (random(2) < 0.02) {
        return json(context, 'error', 'payment was declined', {
          order,
          provider: 'acme-pay',
          code: 'insufficient_funds',
        });
      }
      return json(
        context,
        'info',
        pick(
          [
            'cart was priced',
            'stock was reserved',
            'payment was captured',
            'order was placed',
          ],
          random(3),
        ),
        {
          order,
          total: Number((10 + 190 * random(4)).toFixed(2)),
          currency: 'EUR',
        },
      );
    },
    lastLines: failure(text =>
      [
        JSON.stringify({ level: 'fatal', msg: text }),
        'Error: could not start the payment client',
        '    at PaymentClient.connect (/app/dist/payments.js:41:11)',
        '    at async main (/app/dist/index.js:12:3)',
      ].join('\n'),
    ),
  },

  access: {
    line: ({ at, random }) => {
      const date = new Date(at).toUTCString();
      const path = pick(
        [
          '/',
          '/products/lamp-3',
          '/cart',
          '/search?q=chair',
          '/assets/main.css',
        ],
        random(1),
      );
      const status = random(2) < 0.02 ? 502 : 200;
      return `10.42.0.${Math.floor(
        random(3) * 250,
      )} - - [${date}] "GET ${path} HTTP/1.1" ${status} ${Math.floor(
        random(4) * 20_000,
      )}`;
    },
    lastLines: failure(text => `[emerg] ${text}`),
  },

  worker: {
    line: ({ at, index, random, container }) => {
      const time = new Date(at).toISOString();
      return index === 0
        ? `[${time}] ${container.name}: waiting for work`
        : `[${time}] ${container.name}: job ${Math.floor(
            random(1) * 1e6,
          )} done in ${(random(2) * 4).toFixed(2)}s`;
    },
    lastLines: failure(text => `Traceback: ${text}`),
  },

  postgres: {
    line: ({ at, index, random }) => {
      const time = new Date(at).toISOString().replace('T', ' ').slice(0, 23);
      return index === 0
        ? `${time} UTC [1] LOG:  database system is ready to accept connections`
        : `${time} UTC [27] LOG:  checkpoint complete: wrote ${Math.floor(
            random(1) * 900,
          )} buffers (${(random(2) * 5).toFixed(1)}%)`;
    },
    lastLines: failure(text => `PANIC:  ${text}`),
  },

  // For tests of bad input.
  none: { line: () => '' },
  binary: {
    line: ({ random }) =>
      Buffer.from(
        Array.from(
          { length: 64 },
          (_, nth) =>
            // No line feeds: they would end the line.
            Math.floor(random(nth) * 245) + 11,
        ),
      ),
  },
  huge: {
    line: ({ index }) =>
      index % 10 === 1 ? 'x'.repeat(5 * 1024 * 1024) : `line ${index}`,
  },
};

function failure(
  write: (text: string) => string,
): NonNullable<LogProfile['lastLines']> {
  return (_context, reason) =>
    reason === 'OOMKilled'
      ? []
      : [write('required configuration is invalid, giving up')];
}

function json(
  { at, container }: LogContext,
  level: string,
  msg: string,
  rest: object = {},
): string {
  const time = new Date(at).toISOString();
  return JSON.stringify({ time, level, service: container.name, msg, ...rest });
}

function pick<T>(values: T[], random: number): T {
  return values[Math.floor(random * values.length)];
}

function hex(random: number): string {
  return Math.floor(random * 2 ** 32)
    .toString(16)
    .padStart(8, '0');
}
