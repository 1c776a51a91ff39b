import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import type { EntityPlace, OwnerTree, RelatedObjects } from '../EntityObjects';
import type { HubCluster } from '../hub/HubCluster';
import type { CustomObject, KubernetesObject } from '../kubernetesObjects';
import type { StoredObject } from '../store/StoredObject';
import type { EntityLink } from './entityLinkOf';
import { interestIn, interestsOfSelector } from './interest';
import { managingApplications } from './managingApplications';
import { noRelatedObjects } from './noRelatedObjects';
import {
  byKindAndName,
  isTreeKind,
  ownerTrees,
  StoredTree,
} from './ownerTrees';
import { RELATED_FIELDS, relatedObjects } from './relatedObjects';

/** A place without what is only true at the moment of reading. */
export type CollectedPlace = Omit<EntityPlace, 'freshness' | 'target'>;

export interface CollectOptions {
  link: EntityLink;
  /** Those that the link may lead to. */
  clusters: readonly HubCluster[];
  /** All there are, for Applications that manage other clusters. */
  allClusters: readonly HubCluster[];
  /** The object with configuration hidden. */
  decode: (cluster: HubCluster, object: StoredObject) => KubernetesObject;
  /** Is told what the answer depends on. */
  note: (cluster: HubCluster, interest: string) => void;
}

/** Finds the objects of an entity. Makes no request, and costs about as much as there are. */
export function collectPlaces(options: CollectOptions): CollectedPlace[] {
  return options.clusters.flatMap(cluster => collectCluster(cluster, options));
}

function collectCluster(
  cluster: HubCluster,
  options: CollectOptions,
): CollectedPlace[] {
  const { link } = options;
  const selector = link.requirements;
  if (!selector) {
    return [];
  }
  const note = (interest: string) => options.note(cluster, interest);
  interestsOfSelector(selector).forEach(note);
  const matched: StoredObject[] = [];
  for (const table of cluster.store.tables()) {
    if (isLinkable(table.kind)) {
      matched.push(...table.objects({ namespace: link.namespace, selector }));
    }
  }
  const inNamespace = matched.filter(object => object.namespace !== '');
  const trees = ownerTrees(
    cluster.store,
    inNamespace.filter(({ table }) => isTreeKind(table.kind)),
    note,
  );
  const beside = inNamespace.filter(({ table }) => !isTreeKind(table.kind));
  const places = new Map<string, Place>();
  for (const tree of trees) {
    placeOf(places, tree.object.namespace).trees.push(tree);
  }
  for (const object of beside) {
    if (object.table.kind !== 'Application') {
      placeOf(places, object.namespace).beside.push(object);
    }
  }
  const applications = beside.filter(
    ({ table }) => table.kind === 'Application',
  );
  for (const application of applications) {
    // It belongs beside what it deploys, if that is here, rather than in the namespace of Argo CD.
    const { destination } =
      (options.decode(cluster, application) as CustomObject).spec ?? {};
    const { namespace } = (destination ?? {}) as { namespace?: string };
    placeOf(
      places,
      namespace && places.has(namespace) ? namespace : application.namespace,
    ).beside.push(application);
  }
  return [...places.values()]
    .sort((left, right) => (left.namespace < right.namespace ? -1 : 1))
    .map(place => collectPlace(cluster, place, options));
}

/** Kinds without a namespace are not asked for by the Kubernetes plugin either. */
const CLUSTER_SCOPED = new Set(
  WATCHED_KINDS.filter(kind => !kind.namespaced).map(({ kind }) => kind),
);

function isLinkable(kind: string): boolean {
  return kind !== 'Event' && !CLUSTER_SCOPED.has(kind);
}

interface Place {
  namespace: string;
  trees: StoredTree[];
  beside: StoredObject[];
}

function placeOf(places: Map<string, Place>, namespace: string): Place {
  let place = places.get(namespace);
  if (!place) {
    place = { namespace, trees: [], beside: [] };
    places.set(namespace, place);
  }
  return place;
}

function collectPlace(
  cluster: HubCluster,
  { namespace, trees, beside }: Place,
  options: CollectOptions,
): CollectedPlace {
  const note = (interest: string) => options.note(cluster, interest);
  const decode = (object: StoredObject) => options.decode(cluster, object);
  // Says whose it is and which environment it belongs to.
  note(interestIn.name('Namespace', '', namespace));
  beside.forEach(object => note(interestIn.object(object.uid)));
  const related = new Map<StoredObject, HubCluster>();
  for (const object of relatedObjects({
    store: cluster.store,
    namespace,
    members: trees.flatMap(flatten),
    services: beside.filter(({ table }) => table.kind === 'Service'),
    decode,
    note,
  })) {
    related.set(object, cluster);
  }
  beside.forEach(object => related.set(object, cluster));
  for (const tree of trees) {
    for (const { application, home } of managingApplications({
      workload: {
        stored: tree.object,
        object: decode(tree.object) as CustomObject,
      },
      cluster,
      clusters: options.allClusters,
      decode: (at, object) => options.decode(at, object) as CustomObject,
      note: options.note,
    })) {
      options.note(home, interestIn.object(application.uid));
      related.set(application, home);
    }
  }
  return {
    cluster: cluster.name,
    namespace,
    workloads: trees.map(tree => decodeTree(tree, decode)),
    related: arrange(related, options.decode),
  };
}

function flatten(tree: StoredTree): StoredObject[] {
  return [tree.object, ...tree.children.flatMap(flatten)];
}

function decodeTree(
  tree: StoredTree,
  decode: (object: StoredObject) => KubernetesObject,
): OwnerTree {
  return {
    kind: tree.object.table.kind,
    object: decode(tree.object),
    children: tree.children.map(child => decodeTree(child, decode)),
  };
}

function arrange(
  objects: ReadonlyMap<StoredObject, HubCluster>,
  decode: CollectOptions['decode'],
): RelatedObjects {
  const related: Record<keyof RelatedObjects, KubernetesObject[]> =
    noRelatedObjects();
  for (const [object, home] of [...objects].sort(([left], [right]) =>
    byKindAndName(left, right),
  )) {
    const field = RELATED_FIELDS[object.table.kind];
    if (field) {
      related[field].push(decode(home, object));
    }
  }
  return related as RelatedObjects;
}
