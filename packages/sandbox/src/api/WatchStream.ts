import { Cancel, Clock } from '../clock';
import { ApiError, StatusCause } from './ApiError';
import { Selection, isSelected, parseResourceVersion } from './lists';
import { ObjectStore, StoreEvent } from './ObjectStore';
import { KubeObject } from './objects';
import { ResourceType, apiVersionOf, resourceId } from './resources';

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
    const from = parseResourceVersion(
      query.get('resourceVersion'),
      // Watches, unlike lists, make this the server's own fault.
      problem => new ApiError(500, '', problem),
    );
    const initial = query.get('sendInitialEvents') === 'true';
    checkInitialEvents(query);
    const bookmarks = isTrue(query.get('allowWatchBookmarks'));
    if (from === undefined || initial) {
      this.#sendAll();
      // From the beginning or from whenever: both are told where the beginning ends.
      if (bookmarks) {
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
        ...(annotations && { annotations }),
      },
    } as unknown as KubeObject;
    send({ type: 'BOOKMARK', object: present(bookmark) });
  }
}

function checkInitialEvents(query: URLSearchParams): void {
  const match = query.get('resourceVersionMatch');
  const causes: StatusCause[] = [];
  const refuse = (reason: string, message: string) =>
    causes.push({ reason, message, field: 'resourceVersionMatch' });
  if (query.get('sendInitialEvents') === null) {
    if (!match) return;
    refuse(
      'FieldValueForbidden',
      'Forbidden: resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided',
    );
  } else if (!match) {
    refuse(
      'FieldValueForbidden',
      'Forbidden: sendInitialEvents requires setting resourceVersionMatch to NotOlderThan',
    );
  }
  if (match && match !== 'NotOlderThan') {
    refuse(
      'FieldValueNotSupported',
      `Unsupported value: "${match}": supported values: "NotOlderThan"`,
    );
  }
  if (causes.length > 0) {
    const kind = { group: 'meta.k8s.io', kind: 'ListOptions' };
    throw ApiError.invalid(kind, '', causes);
  }
}

export function isTrue(value: string | null): boolean {
  return value === 'true' || value === '1';
}
