import type { LocalRef } from '@groundcrew/plugin-clusters-node';

/**
 * An alert that fires, of an object that its cluster has.
 *
 * @public
 */
export interface FiringAlert {
  /** The name of its rule: `KubePodCrashLooping`. */
  name: string;
  /** What it is about, in the words of its rule. */
  summary?: string;
  /** What its labels name, where that is a part of the object: a pod of a workload. */
  named?: LocalRef;
  /** Milliseconds since 1970, by the clock of whoever monitors. */
  startedAt: number;
  /** It is important enough to be called a fault, and nobody silenced it. */
  isImportant: boolean;
  /** Its rule calls somebody at night. Default: false. */
  isUrgent?: boolean;
}
