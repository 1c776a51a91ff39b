import type {
  KubernetesObject,
  LocalRef,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';

/** What is looked at. */
export interface CheckContext {
  /** Throws where something is asked of a kind that is not known whole. */
  store: ObjectStore;
  /** That what is at fault, or what it keeps from working. */
  workload: KubernetesObject;
  namespace: string;
  /** Milliseconds since 1970. */
  now: number;
}

/** Something that is as it should be. */
export interface Passed {
  object: LocalRef;
  message: string;
  /** Faults of the workload that would say the opposite. */
  against?: RegExp;
}

/** Looks at one thing that could be wrong, and says so where it is not. Says nothing of what it does not know. */
export type Check = (context: CheckContext) => Iterable<Passed>;
