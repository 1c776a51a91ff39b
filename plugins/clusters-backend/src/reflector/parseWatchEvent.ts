import type {
  RawObject,
  WatchEventType,
} from '@groundcrew/plugin-clusters-node';
import { failureOfStatus } from '../gateway/ClusterRequestError';
import type { WatchFailure } from './nextStep';

/** What one line of a watch says. */
export type WatchEvent =
  | {
      type: WatchEventType;
      object: RawObject;
      resourceVersion: string;
    }
  | { type: 'BOOKMARK'; resourceVersion: string }
  | { type: 'ERROR'; failure: WatchFailure; message: string }
  | { type: 'MALFORMED' };

interface WatchLine {
  type?: unknown;
  object?: RawObject & { code?: number; message?: string };
}

const changes: ReadonlySet<unknown> = new Set(['ADDED', 'MODIFIED', 'DELETED']);

/** Reads one line of a watch. */
export function parseWatchEvent(line: Buffer): WatchEvent {
  let event: WatchLine | null;
  try {
    event = JSON.parse(line.toString('utf8'));
  } catch {
    return { type: 'MALFORMED' };
  }
  const object = event?.object;
  if (!event || typeof object !== 'object' || object === null) {
    return { type: 'MALFORMED' };
  }
  if (event.type === 'ERROR') {
    const status = typeof object.code === 'number' ? object.code : 500;
    return {
      type: 'ERROR',
      failure: failureOfStatus(status),
      message: object.message ?? `the API server ended the watch (${status})`,
    };
  }
  const resourceVersion = object.metadata?.resourceVersion;
  if (typeof resourceVersion !== 'string' || resourceVersion === '') {
    return { type: 'MALFORMED' };
  }
  if (event.type === 'BOOKMARK') {
    return { type: 'BOOKMARK', resourceVersion };
  }
  if (!changes.has(event.type) || typeof object.metadata?.name !== 'string') {
    return { type: 'MALFORMED' };
  }
  return { type: event.type as WatchEventType, object, resourceVersion };
}
