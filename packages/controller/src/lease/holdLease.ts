import type { LoggerService } from '@backstage/backend-plugin-api';
import type { HeldLease, Leases } from './Leases';
import { pause } from './pause';
import { whileRenewed } from './whileRenewed';

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
  const { forMs = DEFAULT_FOR_MS, leases, logger, name, signal } = options;
  try {
    await whileRenewed({
      name: `lease ${name}`,
      forMs,
      renew: () => leases.renew(lease, forMs),
      logger,
      signal,
      work: held => options.whileHeld(lease, held),
    });
  } finally {
    await leases.release(lease);
  }
}
