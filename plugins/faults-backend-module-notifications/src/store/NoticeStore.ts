import type { NoticeRecord } from '../notices/NoticeRecord';

/** Keeps who was told of what. */
export interface NoticeStore {
  get(key: string): Promise<NoticeRecord | undefined>;
  /** Those of a cluster that there is something to do for, and those that are asked for. */
  known(cluster: string, keys: readonly string[]): Promise<NoticeRecord[]>;
  /**
   * Writes what is based on the latest revision.
   *
   * @returns what is kept now; undefined when somebody else was faster
   */
  write(record: NoticeRecord, now: number): Promise<NoticeRecord | undefined>;
  /** Forgets what has not changed since a time and is over. */
  forget(unchangedSince: number): Promise<number>;
}
