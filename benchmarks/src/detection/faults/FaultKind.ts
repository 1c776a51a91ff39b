import type { World } from '../World';

/** Where a fault is put. */
export interface Place {
  world: World;
  /** Of its own, and empty but for its ServiceAccount. */
  namespace: string;
  /** A node of its own that is ready, with room. */
  node: string;
}

/** A fault that is prepared: all is well until it breaks. */
export interface Injection {
  /** Begins with the write that an operator would call the event. */
  break(): Promise<void>;
  mend(): Promise<void>;
}

/** A kind of fault, and how it comes about. */
export interface FaultKind {
  /** Unique. */
  id: string;
  /** The faults that it may be called by: the expected one first. */
  faults: readonly string[];
  /** Where the cause sits; in the namespace of the place, or the node of it. */
  at: 'namespace' | 'node';
  /**
   * What is seen of it at first may be over in a moment, as where an application is taken away or somebody's pod is on its way: an
   * incident is opened when it stays.
   */
  mayPass?: boolean;
  /** Makes what is well, for the fault to break later. */
  prepare(place: Place): Promise<Injection>;
}
