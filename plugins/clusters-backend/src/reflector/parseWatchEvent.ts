import {
  failureOfStatus,
  type RawObject,
  type WatchEventType,
} from '@groundcrew/plugin-clusters-node';
import { cutManagedFields } from './cutManagedFields';
import type { WatchFailure } from './nextStep';
import { parsePodLine } from './parsePodLine';

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

// Nobody asks who manages the fields of a pod: its controller and the kubelet do. Pods change most of all.
const POD = Buffer.from('"object":{"kind":"Pod",');

function isPod(line: Buffer): boolean {
  return line.subarray(0, 64).includes(POD);
}

/** Reads one line of a watch. What its memory holds afterwards is of no use. */
export function parseWatchEvent(line: Buffer): WatchEvent {
  let event: WatchLine | null;
  try {
    event = isPod(line)
      ? parsePodLine(line) ??
        JSON.parse(cutManagedFields(line).toString('utf8'))
      : JSON.parse(line.toString('utf8'));
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
