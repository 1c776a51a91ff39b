import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import type { AlertSilence } from '@groundcrew/plugin-faults-common';
import type { AlertRecord, ReceivedAlert } from '../alerts/AlertRecord';

/** What is found out about an alert beside what is received. */
export interface AlertFindings {
  object?: LocalRef;
  hasSuffered: boolean;
}

/** The silences of an alert by its name in its cluster. */
export interface SilencedAlert {
  cluster: string;
  fingerprint: string;
  silences: readonly AlertSilence[];
}

/** Keeps alerts. Times are milliseconds since 1970. */
export interface AlertStore {
  /** Merges what is received with what is kept. */
  receive(alerts: readonly ReceivedAlert[], now: number): Promise<void>;
  /** Those that fire, the newest first; at most 10,000. */
  firing(): Promise<AlertRecord[]>;
  /** Those that are over, the last one first. */
  resolved(query: { limit: number }): Promise<AlertRecord[]>;
  note(id: number, findings: AlertFindings): Promise<void>;
  /** What the API of one Alertmanager says of alerts that fire: whatever it does not name it does not silence. */
  noteSilences(
    server: string,
    silenced: readonly SilencedAlert[],
  ): Promise<boolean>;
  /** Ends those that fire and were not heard of since a time. */
  endUnheard(lastSeenBefore: number, now: number): Promise<number>;
  /** Forgets those that are over and were not heard of since a time. */
  forget(lastSeenBefore: number): Promise<number>;
}
