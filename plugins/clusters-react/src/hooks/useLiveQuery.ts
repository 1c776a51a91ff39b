import {
  useEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { LiveQuery, type LiveQueryState } from '../live/LiveQuery';

/**
 * How often something is asked when no signal announces its changes, in milliseconds.
 *
 * @public
 */
export const POLL_MS = 5_000;

/**
 * How often something is asked although signals announce its changes: one may get lost. In milliseconds.
 *
 * @public
 */
export const SAFETY_POLL_MS = 30_000;

/**
 * How long signals are not relied on, in milliseconds. They come over a connection that is made when a page is opened; one
 * that does not come about is tried again after 5 s, and what was announced meanwhile is not told again.
 */
const CONNECTING_MS = 15_000;

/**
 * What {@link useLiveQuery} needs.
 *
 * @public
 */
export interface UseLiveQueryOptions<T> {
  /** Names what is asked for. A new key starts from nothing, with no trace of the old answer. */
  key: string;
  load(options: { signal: AbortSignal }): Promise<T>;
  /** Asks at once when it changes, as from {@link useLiveEntityRevision}. */
  revision?: string;
  /** Whether signals announce changes, so that a slow poll is enough. */
  isAnnounced?: boolean;
}

/**
 * What {@link useLiveQuery} answers.
 *
 * @public
 */
export interface LiveQueryResult<T> extends LiveQueryState<T> {
  refetch(): void;
}

/**
 * Keeps an answer of the backend current for as long as the component is mounted.
 *
 * @remarks
 *
 * An answer that equals the last one keeps its identity. A failed request keeps the old answer. Nothing is asked while
 * the page is hidden, and at once when it is seen again.
 *
 * @public
 */
export function useLiveQuery<T>(
  options: UseLiveQueryOptions<T>,
): LiveQueryResult<T> {
  const { key, load, revision, isAnnounced = false } = options;

  const loadRef = useRef(load);
  loadRef.current = load;

  const query = useMemo(
    () =>
      LiveQuery.create<T>({
        load: request => loadRef.current(request),
        pollMs: POLL_MS,
        retryMs: POLL_MS,
      }),
    // The key names what `load` asks for.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key],
  );

  const [isConnecting, setConnecting] = useState(true);
  useEffect(() => {
    const timer = setTimeout(() => setConnecting(false), CONNECTING_MS);
    return () => clearTimeout(timer);
  }, []);

  useEffect(() => {
    query.setOptions({
      load: request => loadRef.current(request),
      pollMs: isAnnounced && !isConnecting ? SAFETY_POLL_MS : POLL_MS,
      retryMs: POLL_MS,
    });
  }, [query, isAnnounced, isConnecting]);

  useEffect(() => {
    query.start();
    return () => query.stop();
  }, [query]);

  useEffect(() => {
    if (revision !== undefined) {
      query.refetch();
    }
  }, [query, revision]);

  const state = useSyncExternalStore(query.subscribe, query.getState);
  return useMemo(() => ({ ...state, refetch: query.refetch }), [state, query]);
}
