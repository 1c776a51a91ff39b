import type { Change } from '@groundcrew/plugin-faults-common';

/** A change, and what tells it from all others, the same wherever it was seen. */
export interface RecordedChange {
  key: string;
  change: Change;
}
