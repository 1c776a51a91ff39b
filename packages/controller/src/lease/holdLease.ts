import type { LoggerService } from '@backstage/backend-plugin-api';
import { setTimeout as delay } from 'node:timers/promises';
import type { HeldLease, Leases } from './Leases';

const DEFAULT_FOR_MS = 15_000;

/**
 * Options of {@link holdLease}.
 *
 * @public
 */
export interface HoldLeaseOptions {
  leases: Leases;
  name: string;
  /** After so many milliseconds without a renewal others may take it; 15,000 by default. It is renewed three times in that time. */
  forMs?: number;
  /** Ends the holding, and the wait for it. */
  signal: AbortSignal;
  logger: LoggerService;
  /**
   * What is done while it is held. `signal` is aborted when it is lost, and has to be obeyed at once.
   */
  whileHeld(lease: HeldLease, signal: AbortSignal): Promise<void>;
}

/**
 * Waits for a lease, does something for as long as it is held, and waits for it again when it was lost.
 *
 * @returns when `signal` is aborted, and the work has stopped
 *
 * @public
 */
export async function holdLease(options: HoldLeaseOptions): Promise<void> {
  const { forMs = DEFAULT_FOR_MS, leases, logger, name, signal } = options;
  while (!signal.aborted) {
    try {
      const lease = await leases.acquire(name, forMs);
      if (lease) {
        await workWhileHeld(lease, options);
      }
    } catch (error) {
      logger.warn(`The lease ${name} could not be held: ${error}`);
    }
    await pause(forMs / 3, signal);
  }
}

async function workWhileHeld(
  lease: HeldLease,
  options: HoldLeaseOptions,
): Promise<void> {
  const { leases, signal, whileHeld } = options;
  const lost = new AbortController();
  const over = new AbortController();
  const renewal = renewUntil(lease, options, over.signal).finally(() =>
    lost.abort(),
  );
  try {
    await whileHeld(lease, AbortSignal.any([signal, lost.signal]));
  } finally {
    over.abort();
    await renewal;
    await leases.release(lease);
  }
}

/** Renews a lease until it is not needed any more, or was lost, or may have been. */
async function renewUntil(
  lease: HeldLease,
  options: HoldLeaseOptions,
  over: AbortSignal,
): Promise<void> {
  const { forMs = DEFAULT_FOR_MS, leases, logger, name } = options;
  let heldUntil = performance.now() + forMs;
  for (;;) {
    await pause(forMs / 3, over);
    if (over.aborted) {
      return;
    }
    const askedAt = performance.now();
    const outcome = await Promise.race([
      leases
        .renew(lease, forMs)
        .then(renewed => (renewed ? 'renewed' : 'lost'))
        .catch(error => `not renewed: ${error}`),
      pause(Math.max(0, heldUntil - askedAt), over).then(
        () => 'not renewed in time',
      ),
    ]);
    if (outcome === 'renewed') {
      heldUntil = askedAt + forMs;
    } else if (
      outcome === 'lost' ||
      // The database may be away for a moment: it is ours until its time is over.
      performance.now() + forMs / 3 >= heldUntil
    ) {
      if (!over.aborted) {
        logger.warn(`The lease ${name} is given up: ${outcome}`);
      }
      return;
    }
  }
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await delay(milliseconds, undefined, { signal, ref: false }).catch(
    () => undefined,
  );
}
