import type { NotificationPayload } from '@backstage/plugin-notifications-common';
import type { NoticeEntry, NoticeRecord } from '../notices/NoticeRecord';
import type { Subject } from '../notices/Subject';

/** Something that people may be told of, in one look at a cluster. */
export interface Target {
  record: NoticeRecord;
  subject: Subject;
  /** When it is told when it grows. */
  manySize: number;
  openedAt: number;
  /** Whose owners are told. */
  entities: readonly string[];
  /** Ids of the incidents whose history says who was told. */
  incidents: readonly number[];
  /** What people read. */
  text(entry: NoticeEntry): NotificationPayload;
}
