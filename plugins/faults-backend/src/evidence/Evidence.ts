import type { Unsubscribe } from '@groundcrew/plugin-clusters-node';
import type { EvidenceOver } from '../engine/ReadingEvidence';

/** Told what is known now, or may be asked for again, in a cluster: by the keys of `evidenceKeys`. */
export type OnLearnt = (cluster: string, keys: readonly string[]) => void;

/** Knows what is in no object of the linked clusters. */
export interface Evidence {
  /** Of one cluster; what its objects tell is read from the store that is given. */
  over(cluster: string): EvidenceOver;
  subscribe(onLearnt: OnLearnt): Unsubscribe;
  /** A cluster is gone. */
  forget(cluster: string): void;
}
