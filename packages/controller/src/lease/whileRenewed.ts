import type { LoggerService } from '@backstage/backend-plugin-api';
import { pause } from './pause';

/**
 * Options of {@link whileRenewed}.
 *
 * @public
 */
export interface WhileRenewedOptions<T> {
  /** What is held, as the log calls it: `lease cluster/prod`. */
  name: string;
  /** For how many milliseconds it was just taken, and is renewed three times in that time. */
  forMs: number;
  /**
   * Holds it for `forMs` from now on. Resolves to false when somebody else has it; rejects when that is not known.
   */
  renew(): Promise<boolean>;
  /** Ends the work. */
  signal: AbortSignal;
  logger: LoggerService;
  /** `signal` is aborted when the one of the options is, or when it was lost or may have been, and has to be obeyed at once. */
  work(signal: AbortSignal): Promise<T>;
}

/**
 * Works on something that others may take after a while, and goes on holding it until the work is over.
 *
 * @remarks
 *
 * A renewal that fails, or is not answered, is no loss for as long as others may not take it yet. To take it first and to give
 * it back afterwards is left to the caller.
 *
 * @returns what the work resolves to; rejects as the work does, also after a loss
 *
 * @public
 */
export async function whileRenewed<T>(
  options: WhileRenewedOptions<T>,
): Promise<T> {
  const { signal, work } = options;
  const lost = new AbortController();
  const over = new AbortController();
  const renewal = renewUntil(over.signal, options).finally(() => lost.abort());
  try {
    return await work(AbortSignal.any([signal, lost.signal]));
  } finally {
    over.abort();
    await renewal;
  }
}

/** Renews it until it is not needed any more, or was lost, or may have been. */
async function renewUntil(
  over: AbortSignal,
  options: Pick<
    WhileRenewedOptions<unknown>,
    'forMs' | 'logger' | 'name' | 'renew'
  >,
): Promise<void> {
  const { forMs, logger, name, renew } = options;
  let heldUntil = performance.now() + forMs;
  for (;;) {
    await pause(forMs / 3, over);
    if (over.aborted) {
      return;
    }
    const askedAt = performance.now();
    const outcome = await Promise.race([
      renew()
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
        logger.warn(`The ${name} is given up: ${outcome}`);
      }
      return;
    }
  }
}
