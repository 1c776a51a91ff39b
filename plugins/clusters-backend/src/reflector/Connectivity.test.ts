import { setTimeout as delay } from 'node:timers/promises';
import type { ClusterGateway } from '../gateway';
import { Connectivity } from './Connectivity';
import { defaultTiming } from './timing';

async function latencyOf(answer: () => Promise<void>): Promise<number> {
  const stop = new AbortController();
  let latencyMs = NaN;
  await Connectivity.create({
    gateway: { request: answer } as unknown as ClusterGateway,
    timing: defaultTiming,
    random: Math.random,
    listener: {
      changed: () => {},
      answered: durationMs => {
        latencyMs = durationMs;
        stop.abort();
      },
      failed: () => {},
    },
  }).run(stop.signal);
  return latencyMs;
}

/** Holds this process up. */
function beBusy(milliseconds: number) {
  const until = performance.now() + milliseconds;
  while (performance.now() < until) {
    // Nothing else gets its turn.
  }
}

describe('Connectivity', () => {
  it('tells how long the API server took, and not how long we were busy', async () => {
    // Long enough for the rest of a slow machine to be little beside it.
    const busyMs = 2_000;
    const latencyMs = await latencyOf(async () => {
      await delay(1);
      beBusy(busyMs);
      await delay(1);
    });
    expect(latencyMs).toBeLessThan(busyMs / 2);
    expect(await latencyOf(() => delay(300))).toBeGreaterThan(150);
  });
});
