import { Cancel, Clock } from '../clock';
import { ApiError } from './ApiError';
import { Selection, isSelected, parseResourceVersion } from './lists';
import { ObjectStore, StoreEvent } from './ObjectStore';
import { KubeObject } from './objects';
import { ResourceType, apiVersionOf, resourceId } from './resourceTypes';

const BOOKMARK_INTERVAL_MS = 60_000;
const DEFAULT_TIMEOUT_SECONDS = 45 * 60;

export interface WatchOptions {
  store: ObjectStore;
  clock: Clock;
  type: ResourceType;
  selection: Selection;
  query: URLSearchParams;
  present: (object: KubeObject) => object;
  send: (event: { type: string; object: object }) => void;
  end: () => void;
}

/** One watch, from its first event to its time-out. */
export class WatchStream {
  /** Starts to send. Throws what is refused before the stream begins. */
  static start(options: WatchOptions): WatchStream {
    const stream = new WatchStream(options);
    stream.#start();
    return stream;
  }

  readonly #options: WatchOptions;
  readonly #typeId: string;
  #unsubscribe: () => void = () => {};
  #cancelBookmark: Cancel = () => {};
  #cancelTimeout: Cancel = () => {};

  private constructor(options: WatchOptions) {
    this.#options = options;
    this.#typeId = resourceId(options.type);
  }

  /** Stops without a word; the connection is gone. */
  stop(): void {
    this.#unsubscribe();
    this.#cancelBookmark();
    this.#cancelTimeout();
  }

  #start(): void {
    const { store, clock, query, send, end } = this.#options;
    const from = parseResourceVersion(query.get('resourceVersion'));
    const initial = query.get('sendInitialEvents') === 'true';
    checkInitialEvents(query);
    const bookmarks = isTrue(query.get('allowWatchBookmarks'));
    if (from === undefined || initial) {
      this.#sendAll();
      if (initial && bookmarks) {
        this.#sendBookmark({ 'k8s.io/initial-events-end': 'true' });
      }
    } else {
      const missed = store.changesSince(from);
      if (!missed) {
        const error = ApiError.expired(
          `too old resource version: ${from} (${store.oldestResourceVersion})`,
        );
        send({ type: 'ERROR', object: error.toStatus() });
        end();
        return;
      }
      for (const change of missed) this.#sendChange(change);
    }
    this.#unsubscribe = store.subscribe(change => this.#sendChange(change));
    if (bookmarks) this.#scheduleBookmark();
    const timeoutSeconds =
      Number(query.get('timeoutSeconds')) || DEFAULT_TIMEOUT_SECONDS;
    this.#cancelTimeout = clock.after(timeoutSeconds * 1000, () => {
      if (bookmarks) this.#sendBookmark();
      this.stop();
      end();
    });
  }

  #sendAll(): void {
    const { store, type, selection, present, send } = this.#options;
    for (const object of store.list(type)) {
      if (isSelected(object, selection)) {
        send({ type: 'ADDED', object: present(object) });
      }
    }
  }

  #sendChange(change: StoreEvent): void {
    if (resourceId(change.resource) !== this.#typeId) return;
    const { selection, present, send } = this.#options;
    const { object, previous } = change;
    const before = previous !== undefined && isSelected(previous, selection);
    const after = change.type !== 'DELETED' && isSelected(object, selection);
    if (after) {
      send({ type: before ? 'MODIFIED' : 'ADDED', object: present(object) });
    } else if (before) {
      // What left the selection is shown as it was last selected.
      const { resourceVersion } = object.metadata;
      const last = {
        ...previous,
        metadata: { ...previous.metadata, resourceVersion },
      };
      send({ type: 'DELETED', object: present(last) });
    }
  }

  #scheduleBookmark(): void {
    this.#cancelBookmark = this.#options.clock.after(
      BOOKMARK_INTERVAL_MS,
      () => {
        this.#sendBookmark();
        this.#scheduleBookmark();
      },
    );
  }

  #sendBookmark(annotations?: Record<string, string>): void {
    const { store, type, present, send } = this.#options;
    const bookmark = {
      kind: type.kind,
      apiVersion: apiVersionOf(type),
      metadata: {
        resourceVersion: String(store.resourceVersion),
        creationTimestamp: null,
        ...(annotations && { annotations }),
      },
    } as unknown as KubeObject;
    send({ type: 'BOOKMARK', object: present(bookmark) });
  }
}

function checkInitialEvents(query: URLSearchParams): void {
  if (query.get('sendInitialEvents') === null) return;
  if (query.get('resourceVersionMatch') !== 'NotOlderThan') {
    throw ApiError.invalid({ group: 'meta.k8s.io', kind: 'ListOptions' }, '', [
      {
        reason: 'FieldValueForbidden',
        message:
          'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
        field: 'resourceVersionMatch',
      },
    ]);
  }
}

export function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}
