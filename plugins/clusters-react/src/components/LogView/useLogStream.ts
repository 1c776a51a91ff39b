import { toError } from '@backstage/errors';
import { useCallback, useEffect, useState } from 'react';
import { useClustersApi } from '../../api';
import { LogBuffer, type LogSnapshot } from './LogBuffer';

/**
 * Names the log of one run of a container.
 *
 * @public
 */
export interface LogSource {
  cluster: string;
  namespace: string;
  pod: string;
  /** Left out: the pod's default container. */
  container?: string;
  /** The run before the last restart. */
  previous?: boolean;
}

/** What is known of a log that is being read. */
export interface LogStream {
  phase: 'connecting' | 'open' | 'ended' | 'failed';
  snapshot: LogSnapshot;
  /** Why it cannot be read; set in the phase `failed`. */
  error?: Error;
  /** Reads it anew. */
  reopen(): void;
}

/** How many of the newest lines are read at the start. */
const TAIL_LINES = 1_000;
/** A chatty log is rendered this often at most, in milliseconds. */
const RENDER_INTERVAL_MS = 100;

const NOTHING = LogBuffer.create().snapshot();

type State = Omit<LogStream, 'reopen'>;

/** Reads the log of a container for as long as the component is mounted, following it unless the run is over. */
export function useLogStream(source: LogSource): LogStream {
  const { cluster, namespace, pod, container, previous = false } = source;
  const clustersApi = useClustersApi();
  const [attempt, setAttempt] = useState(0);
  const [state, setState] = useState<State>({
    phase: 'connecting',
    snapshot: NOTHING,
  });

  useEffect(() => {
    const controller = new AbortController();
    const buffer = LogBuffer.create();
    let timer: ReturnType<typeof setTimeout> | undefined;

    const show = (next: Omit<State, 'snapshot'>) => {
      clearTimeout(timer);
      timer = undefined;
      if (!controller.signal.aborted) {
        setState({ ...next, snapshot: buffer.snapshot() });
      }
    };
    const showSoon = () => {
      timer ??= setTimeout(() => show({ phase: 'open' }), RENDER_INTERVAL_MS);
    };

    const read = async () => {
      const stream = await clustersApi.openLog({
        cluster,
        namespace,
        pod,
        container,
        previous,
        follow: !previous,
        tailLines: TAIL_LINES,
        // Always asked for: showing and hiding them then needs no new stream.
        timestamps: true,
        signal: controller.signal,
      });
      show({ phase: 'open' });
      const decoder = new TextDecoder();
      const reader = stream.getReader();
      for (;;) {
        const { done, value } = await reader.read();
        if (done) {
          break;
        }
        buffer.append(decoder.decode(value, { stream: true }));
        showSoon();
      }
      buffer.append(decoder.decode());
      buffer.end();
      show({ phase: 'ended' });
    };

    setState({ phase: 'connecting', snapshot: NOTHING });
    read().catch(error => show({ phase: 'failed', error: toError(error) }));
    return () => {
      controller.abort();
      clearTimeout(timer);
    };
  }, [clustersApi, cluster, namespace, pod, container, previous, attempt]);

  const reopen = useCallback(() => setAttempt(count => count + 1), []);
  return { ...state, reopen };
}
