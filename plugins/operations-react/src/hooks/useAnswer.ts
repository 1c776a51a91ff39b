import { toError } from '@backstage/errors';
import { useCallback, useEffect, useRef, useState } from 'react';

/**
 * What `useAnswer` knows.
 *
 * @public
 */
export interface Answer<T> {
  /** The last answer, also while a newer one is awaited. */
  data: T | undefined;
  /** Whether `data` answers what is asked now. */
  isCurrent: boolean;
  /** Why what is asked now could not be answered. */
  error: Error | undefined;
  askAgain(): void;
}

interface Settled<T> {
  key: string;
  data: T | undefined;
  error: Error | undefined;
}

/**
 * Asks once for each key, and again on demand: for answers that cost a dry run.
 *
 * @param key - names what is asked for; `undefined` asks nothing
 * @param load - asks
 * @param delayMs - how long a new key is left to change again before it is asked for, in milliseconds. The first is asked at once.
 */
export function useAnswer<T>(
  key: string | undefined,
  load: (signal: AbortSignal) => Promise<T>,
  delayMs = 0,
): Answer<T> {
  const [settled, setSettled] = useState<Settled<T>>();
  const [attempt, setAttempt] = useState(0);
  const loadRef = useRef(load);
  loadRef.current = load;
  const isFirst = useRef(true);

  useEffect(() => {
    if (key === undefined) {
      return undefined;
    }
    const controller = new AbortController();
    const ask = async () => {
      try {
        const data = await loadRef.current(controller.signal);
        if (!controller.signal.aborted) {
          setSettled({ key, data, error: undefined });
        }
      } catch (error) {
        if (!controller.signal.aborted) {
          setSettled(previous => ({
            key,
            data: previous?.data,
            error: toError(error),
          }));
        }
      }
    };
    const timer = setTimeout(ask, isFirst.current ? 0 : delayMs);
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [key, attempt, delayMs]);

  const isSettled = key !== undefined && settled?.key === key;
  return {
    data: settled?.data,
    isCurrent: isSettled && !settled.error,
    error: isSettled ? settled.error : undefined,
    askAgain: useCallback(() => {
      setSettled(previous => previous && { ...previous, key: '' });
      setAttempt(previous => previous + 1);
    }, []),
  };
}
