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
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { refKey } from '../engine/mergeFindings';
import { ReadingEvidence, type EvidenceOver } from '../engine/ReadingEvidence';
import { ReadingStore } from '../engine/ReadingStore';
import { UnknownKindError } from '../engine/UnknownKindError';
import {
  addressesOf,
  podsOf,
  refOf,
  serviceNameOf,
  workloadOf,
  workloadOfService,
} from '../topology';
import { CausalGraph, type CausalEdge } from './CausalGraph';

/** More than that around one incident is no explanation any more. */
const MOST_OBJECTS = 2_000;

/** Where {@link causalGraphOf} looks. */
export interface CausalGraphOfOptions {
  /** With values of configuration: they tell who calls whom. */
  store: ObjectStore;
  evidence: EvidenceReader | EvidenceOver;
}

/** What the objects of some findings of one cluster depend on, directly and through others. */
export function causalGraphOf(
  findings: readonly Finding[],
  options: CausalGraphOfOptions,
): CausalGraph {
  const store = ReadingStore.create(options.store);
  const evidence = ReadingEvidence.create(store, options.evidence);
  const pending = findings.flatMap(({ explains, object }) => [
    object,
    ...explains,
  ]);
  const seen = new Set<string>();
  const edges: CausalEdge[] = [];
  // Breadth first: where there are too many, those far away are left out.
  for (const from of pending) {
    if (seen.size === MOST_OBJECTS) {
      break;
    }
    if (!seen.has(refKey(from))) {
      seen.add(refKey(from));
      for (const [relation, local] of asKnown(from)) {
        const to = { cluster: from.cluster, ...local };
        edges.push({ from, to, relation });
        pending.push(to);
      }
    }
  }
  return CausalGraph.create(edges);

  /** What is not known whole is no reason not to tell of what is. */
  function asKnown(from: ObjectRef): Dependency[] {
    try {
      return dependenciesOf(from, { store, evidence });
    } catch (error) {
      if (error instanceof UnknownKindError) {
        return dependenciesOf(from, { store: options.store, evidence });
      }
      throw error;
    }
  }
}

interface Known {
  store: ObjectStore;
  evidence: EvidenceReader;
}

type Dependency = [CausalEdge['relation'], LocalRef];

function dependenciesOf(
  ref: ObjectRef,
  { evidence, store }: Known,
): Dependency[] {
  const { kind, name, namespace } = ref;
  if (kind === 'Service') {
    const service = store.get('Service', { namespace, name });
    const workload = service && workloadOfService(store, service);
    return workload ? [['selects', refOf(workload)]] : [];
  }
  const object = store.get(kind, { namespace, name });
  if (!object) {
    return [];
  }
  const top = workloadOf(store, object);
  if (top !== object && top.metadata?.uid !== object.metadata?.uid) {
    return [['owned-by', refOf(top)]];
  }
  return kind === 'Pod' || isWorkloadKind(kind)
    ? [
        ...calledBy(object, store, evidence),
        ...nodesOf(object, store).map(
          (node): Dependency => ['runs-on', { kind: 'Node', name: node }],
        ),
      ]
    : [];
}

function isWorkloadKind(kind: string): boolean {
  return (WORKLOAD_KINDS as readonly string[]).includes(kind);
}

/** Services that its configuration names, also such as do not exist; and workloads that it is known to call, or to depend on. */
function calledBy(
  workload: KubernetesObject,
  store: ObjectStore,
  evidence: EvidenceReader,
): Dependency[] {
  const { name = '', namespace = '' } = workload.metadata ?? {};
  const services = new Set<string>();
  for (const { host } of addressesOf(store, workload)) {
    const service = serviceNameOf(host, namespace);
    if (service) {
      services.add(service);
    }
  }
  const known = new Set([
    ...(evidence.callsOf({ namespace, name }) ?? []),
    ...(evidence.dependenciesOf({ namespace, name }) ?? []),
  ]);
  return [
    ...[...services].map(
      (service): Dependency => [
        'calls',
        { kind: 'Service', namespace, name: service },
      ],
    ),
    ...[...known].flatMap(callee => {
      const kind = WORKLOAD_KINDS.find(each =>
        store.has(each, { namespace, name: callee }),
      );
      return kind
        ? [['calls', { kind, namespace, name: callee }] as Dependency]
        : [];
    }),
  ];
}

function nodesOf(workload: KubernetesObject, store: ObjectStore): string[] {
  const names = podsOf(store, workload).map(({ spec }) => spec?.nodeName);
  return [...new Set(names)].filter(name => name !== undefined);
}
