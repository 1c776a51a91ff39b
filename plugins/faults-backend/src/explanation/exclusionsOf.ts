import {
  WORKLOAD_KINDS,
  type ObjectRef,
} from '@groundcrew/plugin-clusters-common';
import type {
  KubernetesObject,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { Exclusion, Finding } from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import { refKey } from '../engine/mergeFindings';
import { ReadingStore } from '../engine/ReadingStore';
import { UnknownKindError } from '../engine/UnknownKindError';
import { conditionOf } from '../kubernetes/conditions';
import { refOf, workloadOf, workloadOfService } from '../topology';
import type { Check, CheckContext, Passed } from './checks/Check';
import {
  calledServices,
  networkPolicies,
  ownServices,
  quotas,
} from './checks/namespaceChecks';
import { claims, images, memory, nodes } from './checks/podChecks';
import {
  configuration,
  release,
  serviceAccount,
} from './checks/templateChecks';

const MOST_EXCLUSIONS = 12;
const MOST_OTHER_NODES = 3;

/** Those that are nearest to a workload first. */
const CHECKS: readonly Check[] = [
  release,
  configuration,
  images,
  memory,
  claims,
  nodes,
  calledServices,
  ownServices,
  serviceAccount,
  quotas,
  networkPolicies,
];

/** What {@link exclusionsOf} looks at. */
export interface ExclusionsOptions {
  /** With values of configuration: they tell which Services are called. No value is repeated. */
  store: ObjectStore;
  /** Everything that was found in the cluster: what is found is not excluded. */
  findings: readonly Finding[];
  /** Milliseconds since 1970. */
  now: number;
}

/**
 * What could have been the cause, was looked at, and is not, with what speaks against it; what is nearest to the cause first, at most 12.
 * Of kinds that are not known whole nothing is said.
 */
export function exclusionsOf(
  cause: Pick<Cause, 'finding' | 'symptoms'>,
  { findings, now, store: whole }: ExclusionsOptions,
): Exclusion[] {
  const store = ReadingStore.create(whole);
  const { cluster } = cause.finding.object;
  const all = [
    ...findings,
    cause.finding,
    ...cause.symptoms.map(({ finding }) => finding),
  ];
  return passedAround(cause.finding, store, now)
    .filter(passed => !isContradicted(passed, cause.finding, all))
    .slice(0, MOST_EXCLUSIONS)
    .map(({ message, object }) => ({
      message,
      object: { cluster, ...object },
    }));
}

function passedAround(
  { explains, object }: Finding,
  store: ReadingStore,
  now: number,
): Passed[] {
  if (object.kind === 'Node') {
    return known(() => otherNodes(store, object.name));
  }
  const workload = known(() =>
    [object, ...explains].flatMap(ref => workloadAt(store, ref) ?? []),
  )[0];
  const namespace = workload?.metadata?.namespace;
  if (!workload || namespace === undefined) {
    return [];
  }
  const context: CheckContext = { store, workload, namespace, now };
  return CHECKS.flatMap(check => known(() => [...check(context)]));
}

/** That others are well tells that it is this one alone. */
function otherNodes(store: ObjectStore, name: string): Passed[] {
  return store
    .list('Node')
    .filter(
      node =>
        node.metadata?.name !== name &&
        conditionOf(node, 'Ready')?.status === 'True',
    )
    .slice(0, MOST_OTHER_NODES)
    .map(node => ({
      object: refOf(node),
      message: `Node ${node.metadata?.name} is ready`,
    }));
}

function workloadAt(
  store: ObjectStore,
  { kind, name, namespace }: ObjectRef,
): KubernetesObject | undefined {
  const object = store.get(kind, { namespace, name });
  if (object?.kind === 'Service') {
    return workloadOfService(store, object as ObjectOf<'Service'>);
  }
  const workload = object && workloadOf(store, object);
  const kinds: readonly string[] = [...WORKLOAD_KINDS, 'Pod'];
  return workload && kinds.includes(workload.kind ?? '') ? workload : undefined;
}

/** Nothing, where it takes to know what is not known. */
function known<T>(look: () => T[]): T[] {
  try {
    return look();
  } catch (error) {
    if (error instanceof UnknownKindError) {
      return [];
    }
    throw error;
  }
}

/**
 * Whether something that was found speaks against it: of an object beside the one that is at fault, that it has a fault of its own or
 * is evidence for one; of any, a fault that says the opposite.
 */
function isContradicted(
  { against, object }: Passed,
  cause: Finding,
  findings: readonly Finding[],
): boolean {
  const { cluster, namespace } = cause.object;
  const isIt = (ref: ObjectRef | undefined) =>
    ref !== undefined && refKey(ref) === refKey({ cluster, ...object });
  const isNear = (ref: ObjectRef) =>
    isIt(ref) ||
    refKey(ref) === refKey(cause.object) ||
    (ref.kind === 'Namespace' && ref.name === namespace);
  const isBeside = ![cause.object, ...cause.explains].some(isIt);
  return findings.some(finding => {
    const isConcerned = [finding.object, ...finding.explains].some(isNear);
    return (
      (isBeside && isIt(finding.object)) ||
      (isBeside &&
        isConcerned &&
        finding.evidence.some(({ object: seen }) => isIt(seen))) ||
      (isConcerned && against !== undefined && against.test(finding.fault))
    );
  });
}
