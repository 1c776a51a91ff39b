import type { SilencedLabels } from './desiredSilences';

/** A silence that Groundcrew has in an Alertmanager. */
export interface SilenceRecord {
  server: string;
  mute: number;
  /** Tells the silences of a mute apart. */
  key: string;
  /** In Alertmanager. */
  id: string;
  labels: SilencedLabels;
  /** Milliseconds since 1970. */
  endsAt: number;
}

/** How it goes with an Alertmanager. Times are milliseconds since 1970. */
export interface ServerRecord {
  name: string;
  answeredAt?: number;
  failingSince?: number;
  /** What is wrong. */
  message?: string;
}

/** Keeps what Groundcrew has to do with Alertmanagers. */
export interface SilenceStore {
  silencesIn(server: string): Promise<SilenceRecord[]>;
  put(silence: SilenceRecord): Promise<void>;
  remove(
    silence: Pick<SilenceRecord, 'server' | 'mute' | 'key'>,
  ): Promise<void>;
  servers(): Promise<ServerRecord[]>;
  answered(server: string, now: number): Promise<void>;
  failed(server: string, message: string, now: number): Promise<void>;
}
