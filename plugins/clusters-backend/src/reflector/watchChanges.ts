import {
  ClusterRequestError,
  type RawObject,
  type WatchEventType,
} from '@groundcrew/plugin-clusters-node';
import type { ClusterGateway } from '../gateway';
import { describeConnectionError } from '../gateway/describeConnectionError';
import { LineSplitter } from './LineSplitter';
import type { Observation, WatchFailure } from './nextStep';
import { parseWatchEvent } from './parseWatchEvent';
import { readChunks } from './readChunks';

/** Options of {@link watchChanges}. */
export interface WatchChangesOptions {
  gateway: ClusterGateway;
  path: string;
  accept: string;
  /** From where on. */
  resourceVersion: string;
  /** How long the server is asked to keep it open. */
  durationMs: number;
  idleMs: number;
  connectTimeoutMs: number;
  /** Ends the watch, as `dropped`. */
  signal: AbortSignal;
  onOpen: () => void;
  onClose: () => void;
  onChange: (type: WatchEventType, object: RawObject) => void;
  /** Something arrived, be it a bookmark. */
  onHeard: () => void;
  /** So many changes were handed on, so long after they had arrived. */
  onDelivered: (changes: number, lagMs: number) => void;
}

// An object is at most a few MB (etcd takes 1.5 by default); beyond this a line is rubbish, or an attack on our memory.
const MAX_LINE_BYTES = 16 * 1024 * 1024;
// A storm of changes gets this much of the thread at a time; meanwhile the socket holds the sender back.
const TURN_MS = 8;
// Chunks that had arrived already come at once. After such a pause, others have had their turn.
const PAUSE_MS = 1;

/** Watches once, from opening the stream to its end, and says how it ended. Never throws. */
export async function watchChanges(
  options: WatchChangesOptions,
): Promise<Observation> {
  let { resourceVersion } = options;
  let progressed = false;
  let isOpen = false;
  let idleTimer: NodeJS.Timeout | undefined;
  let isIdle = false;
  const startedAt = performance.now();

  const failed = (
    failure: WatchFailure,
    message: string,
    retryAfterMs?: number,
  ): Observation => ({
    type: 'failed',
    during: 'watch',
    failure,
    message,
    retryAfterMs,
    resourceVersion,
    progressed,
  });

  try {
    const { body } = await options.gateway.stream(options.path, {
      accept: options.accept,
      query: {
        watch: 1,
        allowWatchBookmarks: true,
        resourceVersion,
        timeoutSeconds: Math.ceil(options.durationMs / 1_000),
      },
      timeoutMs: options.connectTimeoutMs,
      signal: options.signal,
    });
    isOpen = true;
    options.onOpen();
    idleTimer = setTimeout(() => {
      isIdle = true;
      body.destroy();
    }, options.idleMs);

    const lines = LineSplitter.create({ maxBytes: MAX_LINE_BYTES });
    let refusal: Observation | undefined;
    let turnStartedAt = performance.now();
    let chunkEndedAt = turnStartedAt;
    await readChunks(body, (chunk, arrivedAt) => {
      const chunkStartedAt = performance.now();
      idleTimer?.refresh();
      if (chunkStartedAt - chunkEndedAt > PAUSE_MS) {
        turnStartedAt = chunkStartedAt;
      }
      let changes = 0;
      for (const line of lines.push(chunk)) {
        const event =
          line === 'too-long'
            ? ({ type: 'MALFORMED' } as const)
            : parseWatchEvent(line);
        switch (event.type) {
          case 'MALFORMED':
            // What it said is lost, so only a new list can tell how things are.
            refusal = failed(
              'malformed',
              'the watch sent a line that cannot be read',
            );
            return 'stop';
          case 'ERROR':
            refusal = failed(event.failure, event.message);
            return 'stop';
          case 'BOOKMARK':
            break;
          default:
            options.onChange(event.type, event.object);
            changes += 1;
        }
        resourceVersion = event.resourceVersion;
        progressed = true;
      }
      options.onHeard();
      chunkEndedAt = performance.now();
      if (changes > 0) {
        options.onDelivered(changes, chunkEndedAt - arrivedAt);
      }
      if (chunkEndedAt - turnStartedAt > TURN_MS) {
        turnStartedAt = chunkEndedAt;
        return 'yield';
      }
      return 'go-on';
    });
    if (refusal) {
      return refusal;
    }
    if (isIdle) {
      return failed('idle', 'nothing was heard on the watch for too long');
    }
    // The server ends a watch when its time is over; one that ends much earlier was cut by somebody in between.
    const lastedMs = performance.now() - startedAt;
    return progressed || lastedMs > options.durationMs / 2
      ? { type: 'watched', resourceVersion }
      : failed('dropped', 'the watch ended at once');
  } catch (error) {
    if (isIdle) {
      return failed('idle', 'nothing was heard on the watch for too long');
    }
    if (options.signal.aborted) {
      return failed('dropped', 'the connection was given up');
    }
    if (error instanceof ClusterRequestError) {
      return failed(error.failure, error.message, error.retryAfterMs);
    }
    return failed('dropped', describeConnectionError(error).message);
  } finally {
    clearTimeout(idleTimer);
    if (isOpen) {
      options.onClose();
    }
  }
}
