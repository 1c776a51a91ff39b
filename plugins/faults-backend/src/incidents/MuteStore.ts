import type { MuteScope } from '@groundcrew/plugin-faults-common';

/** Causes that open no incidents until a time. Times are milliseconds since 1970. */
export interface MuteRecord extends MuteScope {
  id: number;
  reason: string;
  createdBy: string;
  createdAt: number;
  until: number;
}

/** Keeps what is muted. */
export interface MuteStore {
  create(mute: Omit<MuteRecord, 'id'>): Promise<MuteRecord>;
  /** Those that have not ended yet, the one that ends first in front. */
  active(now: number): Promise<MuteRecord[]>;
  get(id: number): Promise<MuteRecord | undefined>;
  /** @returns false when it had ended already */
  end(id: number, by: string, now: number): Promise<boolean>;
  /** Forgets what ended before a time. */
  forget(endedBefore: number): Promise<number>;
}
