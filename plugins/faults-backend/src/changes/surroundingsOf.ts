import {
  WORKLOAD_KINDS,
  type ObjectRef,
} from '@groundcrew/plugin-clusters-common';
import type {
  KubernetesObject,
  LocalRef,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { Finding } from '@groundcrew/plugin-faults-common';
import { refKey } from '../engine/mergeFindings';
import { ReadingStore } from '../engine/ReadingStore';
import { UnknownKindError } from '../engine/UnknownKindError';
import { refOf, workloadOf } from '../topology';
import { namesInTemplate } from './neighbours/namesInTemplate';
import { neighboursOf } from './neighbours/neighboursOf';

/** More objects than that around one incident explain nothing. */
const MOST_OBJECTS = 500;
/** Of so many of those that suffer it is looked up what they depend on. */
const MOST_WORKLOADS = 25;

/** What an incident is about. */
export interface SurroundingsOptions {
  cause: Finding;
  /** What the cause explains. */
  symptoms: readonly Finding[];
  /** With or without values of configuration: with them, it is also known who calls whom. */
  store: ObjectStore;
}

/** The objects around an incident. */
export interface Surroundings {
  /** All of them, also such as do not exist, those nearest to the cause first; bounded. */
  refs: ObjectRef[];
  /** The names, by `refKey`, of those whose change may be why: what the cause is about, and what its evidence names. */
  suspects: ReadonlySet<string>;
  /** Where they are; empty for those of the cluster itself. */
  namespaces: ReadonlySet<string>;
}

/** Which objects a change of may concern an incident: what it is about, and what that depends on. */
export function surroundingsOf({
  cause,
  store: whole,
  symptoms,
}: SurroundingsOptions): Surroundings {
  const { cluster } = cause.object;
  // Many of them read the same: what is read is kept.
  const store = ReadingStore.create(whole);
  const refs = new Map<string, ObjectRef>();
  const add = (ref: LocalRef) => {
    const key = refKey({ ...ref, cluster });
    if (!refs.has(key) && refs.size < MOST_OBJECTS) {
      refs.set(key, { cluster, ...ref });
    }
  };
  const addWithOwner = (ref: LocalRef) => {
    add(ref);
    const workload = workloadAt(store, ref);
    if (workload) {
      add(refOf(workload));
    }
  };

  addWithOwner(cause.object);
  for (const { object } of cause.evidence) {
    if (object) {
      addWithOwner(object);
    }
  }
  const atFault = workloadAt(store, cause.object);
  if (atFault) {
    namesInTemplate(atFault).forEach(add);
  }
  const suspects = new Set(refs.keys());

  const suffering = [
    cause.object,
    ...cause.explains,
    ...symptoms.map(({ object }) => object),
  ];
  suffering.forEach(addWithOwner);
  const looked = new Set<string>();
  for (const ref of suffering) {
    const object = workloadAt(store, ref) ?? objectAt(store, ref);
    const key = object && refKey({ ...refOf(object), cluster });
    if (key && !looked.has(key) && looked.size < MOST_WORKLOADS) {
      looked.add(key);
      asKnown(object).forEach(add);
    }
  }
  const namespaces = [...refs.values()].map(({ namespace = '' }) => namespace);
  return {
    refs: [...refs.values()],
    suspects,
    namespaces: new Set(namespaces),
  };

  /** What is not known whole is no reason not to tell of what is. */
  function asKnown(object: KubernetesObject): LocalRef[] {
    try {
      return neighboursOf(store, object);
    } catch (error) {
      if (error instanceof UnknownKindError) {
        return neighboursOf(whole, object);
      }
      throw error;
    }
  }
}

function objectAt(
  store: ReadingStore,
  { kind, name, namespace }: LocalRef,
): KubernetesObject | undefined {
  return store.find(kind, { namespace, name });
}

function workloadAt(
  store: ReadingStore,
  ref: LocalRef,
): KubernetesObject | undefined {
  const object = objectAt(store, ref);
  const workload = object && workloadOf(store, object);
  const kinds: readonly string[] = WORKLOAD_KINDS;
  return workload &&
    (kinds.includes(workload.kind ?? '') || workload !== object)
    ? workload
    : undefined;
}
