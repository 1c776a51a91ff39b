import type {
  KindStateUpdate,
  RawObject,
  WatchEventType,
} from '@groundcrew/plugin-clusters-node';

/** Where what a reflector reads of one kind goes to. */
export interface KindSink {
  /** Takes a complete list, page by page. Must pass on what `pages` throws. */
  replace(pages: AsyncIterable<readonly RawObject[]>): Promise<void>;
  /** Takes one change. */
  apply(type: WatchEventType, object: RawObject): void;
  /** Forgets everything. */
  clear(): void;
  report(update: KindStateUpdate): void;
  /** The kind was heard of. */
  observed(at: Date): void;
}
