import { Agent, request } from 'node:http';

/** What a generator is asked to do: so many viewers, each with a token of its own, ask again as soon as they are answered. */
export interface LoadOrder {
  url: string;
  method: 'GET' | 'POST';
  body?: string;
  tokens: string[];
  milliseconds: number;
}

/** What came of it. */
export interface LoadOutcome {
  views: number;
  viewsPerSecond: number;
  bytesPerView: number;
  p50: number;
  p95: number;
}

interface View {
  milliseconds: number;
  bytes: number;
}

async function view(
  order: LoadOrder,
  token: string,
  agent: Agent,
): Promise<View> {
  const startedAt = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = request(
      order.url,
      {
        agent,
        method: order.method,
        headers: {
          authorization: `Bearer ${token}`,
          ...(order.body && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(order.body),
          }),
        },
      },
      response => {
        let bytes = 0;
        response.on('data', chunk => (bytes += chunk.length));
        response.on('error', reject);
        response.on('end', () =>
          response.statusCode === 200
            ? resolve({ milliseconds: performance.now() - startedAt, bytes })
            : reject(new Error(`${order.url} answered ${response.statusCode}`)),
        );
      },
    );
    outgoing.on('error', reject);
    outgoing.end(order.body);
  });
}

async function generate(order: LoadOrder): Promise<LoadOutcome> {
  const agent = new Agent({ keepAlive: true });
  const startedAt = performance.now();
  const deadline = startedAt + order.milliseconds;
  const views: View[] = [];
  await Promise.all(
    order.tokens.map(async token => {
      while (performance.now() < deadline) {
        views.push(await view(order, token, agent));
      }
    }),
  );
  const seconds = (performance.now() - startedAt) / 1000;
  agent.destroy();
  const latencies = views
    .map(({ milliseconds }) => milliseconds)
    .sort((left, right) => left - right);
  const quantile = (share: number) =>
    latencies[Math.floor((latencies.length - 1) * share)];
  return {
    views: views.length,
    viewsPerSecond: views.length / seconds,
    bytesPerView:
      views.reduce((sum, { bytes }) => sum + bytes, 0) / views.length,
    p50: quantile(0.5),
    p95: quantile(0.95),
  };
}

// A process of its own: what generates the load must not slow down what is measured.
process.on('message', async (order: LoadOrder) => {
  try {
    process.send?.({ outcome: await generate(order) });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
process.on('disconnect', () => process.exit());
