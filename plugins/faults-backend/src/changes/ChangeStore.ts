import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { RecordedChange } from './RecordedChange';

/** Which changes are asked for. Times are milliseconds since 1970, both included. */
export interface ChangeQuery {
  cluster: string;
  from: number;
  to: number;
  /** Only of these objects. Left out, of all. */
  refs?: readonly LocalRef[];
  /** Only in these namespaces; an empty one stands for what has none. Left out, in all. */
  namespaces?: readonly string[];
  /** At most so many, the newest; 500 by default. */
  limit?: number;
}

/** How much is kept. */
export interface ChangeRetention {
  /** What is older goes: milliseconds since 1970. */
  before: number;
  /** Beyond that many of one cluster the oldest go. */
  maxPerCluster: number;
}

/** Keeps what changed, for longer than a process lives. */
export interface ChangeStore {
  /**
   * Keeps what is not kept already: several processes may tell of the same change.
   *
   * @returns how many were new
   */
  append(changes: readonly RecordedChange[]): Promise<number>;
  /** The newest first. */
  list(query: ChangeQuery): Promise<RecordedChange[]>;
  /** @returns how many went */
  prune(retention: ChangeRetention): Promise<number>;
}
