import type {
  KindName,
  LocalRef,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { Evidence, FaultCategory } from '@groundcrew/plugin-faults-common';
import type { EvidenceReader } from '../evidence';

/**
 * Something that can be wrong.
 *
 * @public
 */
export interface FaultType {
  /** Unique, in kebab case: `node-selector-unsatisfiable`. */
  id: string;
  category: FaultCategory;
  /** What is wrong, in a few words. */
  title: string;
  /**
   * It says that something does not work and not why: whatever is surely wrong with the same object says more, and what that
   * object needs may be the reason.
   */
  isGeneral?: boolean;
}

/**
 * A fact that speaks for a fault, seen in the cluster that the detector looks at.
 *
 * @public
 */
export interface EvidenceDraft extends Omit<Evidence, 'object'> {
  object?: LocalRef;
}

/**
 * A fault that a detector found. See `findingSchema` for what the fields mean.
 *
 * @public
 */
export interface FindingDraft {
  /** The id of one of the detector's faults. */
  fault: string;
  object: LocalRef;
  message: string;
  confidence: number;
  isLasting?: boolean;
  isUrgent?: boolean;
  evidence: EvidenceDraft[];
  explains?: readonly LocalRef[];
}

/**
 * What a detector may look at.
 *
 * @public
 */
export interface DetectorContext {
  readonly cluster: string;
  /**
   * What the cluster holds, with values of configuration: a finding that repeats one says so in its evidence, and not in its
   * message. Whatever is read here wakes the detector when it changes.
   */
  readonly store: ObjectStore;
  readonly evidence: EvidenceReader;
  /** Milliseconds since 1970. Never compared with the clock of a node without leaving room for a difference. */
  readonly now: number;
  /** Asks to be woken for the same object at that time, also if nothing changes. */
  lookAgainAt(time: number): void;
}

/**
 * Finds faults: a pure function over what a cluster holds, asked for one object at a time whenever something that it
 * has read has changed.
 *
 * @public
 */
export interface FaultDetector<K extends KindName = KindName> {
  /** Unique, in kebab case. */
  id: string;
  title: string;
  /** What it can find. */
  faults: readonly FaultType[];
  /** It is asked about objects of a namespace that is being deleted, too: of most of these nothing is worth telling. */
  looksAtWhatEnds?: boolean;
  /** The kinds of the objects that it is asked about. */
  subjects: readonly K[];
  detect(
    subject: ObjectOf<K>,
    context: DetectorContext,
  ): Iterable<FindingDraft>;
}
