import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { Impact, Severity } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';

/** A cause with everything that the life of an incident depends on. */
export interface JudgedCause {
  cause: Cause;
  /** Names it, as long as it is the same fault of the same object. */
  key: string;
  environment: string | undefined;
  impact: Impact;
  severity: Severity;
  severityReasons: string[];
  /** Entity references of what suffers. */
  entities: string[];
  /** What suffers: its own object, what it holds up, and that of its symptoms. */
  affected: ObjectRef[];
  /** Since when it stands without a break, as far as this process saw: milliseconds since 1970. */
  standsSince: number;
  /** Milliseconds since 1970. */
  mutedUntil?: number;
}
