import {
  createServiceFactory,
  ServiceFactory,
} from '@backstage/backend-plugin-api';
import { WATCHED_KINDS } from '@groundcrew/plugin-clusters-common';
import type {
  ClusterDescription,
  ClusterHubOptions,
  ClusterHubSides,
  ClustersService,
  ClusterWriter,
  KindName,
  KubernetesObject,
} from '@groundcrew/plugin-clusters-node';
import { parseAllDocuments } from 'yaml';
import { clustersServiceRef, registerHubSides } from '../clustersServiceRef';
import { createClusterHub } from '../hub/createClusterHub';

/**
 * Objects as YAML (any number of documents, Lists too) or as they are.
 *
 * @public
 */
export type FixtureObjects = string | KubernetesObject | FixtureObjects[];

/**
 * What a cluster of a fixture is and holds.
 *
 * @public
 */
export interface ClusterFixtureDescription
  extends Omit<ClusterDescription, 'name' | 'origin'> {
  objects?: FixtureObjects;
}

/**
 * The clusters of a fixture by name, and the limits of what is kept of them.
 *
 * @public
 */
export interface CreateClusterFixtureOptions {
  clusters: Record<string, ClusterFixtureDescription>;
  hub?: ClusterHubOptions;
}

/**
 * A real `ClustersService` over objects that a test gives.
 *
 * @public
 */
export interface ClusterFixture {
  readonly service: ClustersService;
  readonly feed: ClusterHubSides['feed'];
  /** Knows those clients that the test has provided: `fixture.writer('dev').provideClient(client)`. */
  readonly clients: ClusterHubSides['clients'];
  /** Knows those readers that the test has provided: `fixture.writer('dev').provideLiveReader(reader)`. */
  readonly liveReaders: ClusterHubSides['liveReaders'];
  /** The service factory that makes a test backend read from the fixture. */
  readonly factory: ServiceFactory<ClustersService, 'plugin'>;
  /** Adds or changes objects. */
  apply(cluster: string, objects: FixtureObjects): void;
  /** Deletes an object, and nothing that it owns. */
  delete(
    cluster: string,
    object: { kind: KindName; namespace?: string; name: string },
  ): void;
  /** Writes to a cluster, for states and lists. */
  writer(cluster: string): ClusterWriter;
}

/**
 * Creates a clusters service that holds the objects that are given, redacted as in production.
 *
 * @remarks
 *
 * All clusters are live and all kinds synced. What an author of fixtures may leave out is filled in: the namespace
 * (`default`), the uid, and the uid of an owner reference to an object of the fixture. `resourceVersion` is counted by the fixture.
 *
 * @public
 */
export function createClusterFixture(
  options: CreateClusterFixtureOptions,
): ClusterFixture {
  const hub = createClusterHub(options.hub);
  registerHubSides(hub);
  const { service, feed, clients, liveReaders } = hub;
  const writers = new Map<string, ClusterWriter>();
  let version = 1_000;

  const writer = (cluster: string) => {
    const found = writers.get(cluster);
    if (!found) {
      throw new Error(`The fixture has no cluster '${cluster}'`);
    }
    return found;
  };
  const apply = (cluster: string, objects: FixtureObjects) => {
    for (const object of flatten(objects)) {
      writer(cluster).apply(
        object.kind ?? '',
        'MODIFIED',
        completed(object, String(++version), uidIn(service, cluster)),
      );
    }
  };

  for (const [name, { objects = [], ...description }] of Object.entries(
    options.clusters,
  )) {
    const added = feed.addCluster({ ...description, name, origin: 'config' });
    writers.set(name, added);
    added.updateState({ state: 'live' });
    for (const { kind } of description.kinds ?? WATCHED_KINDS) {
      added.setKindState(kind, { state: 'synced' });
    }
    added.observed(new Date());
    apply(name, objects);
  }

  return {
    service,
    feed,
    clients,
    liveReaders,
    factory: createServiceFactory({
      service: clustersServiceRef,
      deps: {},
      factory: () => service,
    }),
    apply,
    writer,
    delete(cluster, { kind, namespace, name }) {
      const metadata = {
        name,
        namespace: namespaceOf(kind, namespace),
        resourceVersion: String(++version),
      };
      writer(cluster).apply(kind, 'DELETED', { metadata });
    },
  };
}

function flatten(objects: FixtureObjects): KubernetesObject[] {
  if (Array.isArray(objects)) {
    return objects.flatMap(flatten);
  }
  if (typeof objects === 'string') {
    return parseAllDocuments(objects).flatMap(document => {
      const [problem] = document.errors;
      if (problem) {
        throw problem;
      }
      const object: KubernetesObject | null = document.toJS();
      return object ? flatten(object) : [];
    });
  }
  const { items } = objects as { items?: KubernetesObject[] };
  return objects.kind?.endsWith('List') && items ? flatten(items) : [objects];
}

type FindUid = (kind: string, namespace: string, name: string) => string;

function uidIn(service: ClustersService, cluster: string): FindUid {
  return (kind, namespace, name) =>
    service.store(cluster).get(kind, { namespace, name })?.metadata?.uid ??
    `${kind.toLowerCase()}-${namespace}-${name}`;
}

function completed(
  object: KubernetesObject,
  resourceVersion: string,
  findUid: FindUid,
): KubernetesObject {
  const { kind, metadata } = object;
  if (!kind || !metadata?.name) {
    throw new Error(
      `An object of a fixture needs a kind and a name: ${JSON.stringify(
        object,
      )}`,
    );
  }
  const namespace = namespaceOf(kind, metadata.namespace);
  const ownerNamespace = namespace ?? '';
  return {
    ...object,
    metadata: {
      ...metadata,
      resourceVersion,
      ...(namespace ? { namespace } : {}),
      uid: metadata.uid ?? findUid(kind, ownerNamespace, metadata.name),
      ...(metadata.ownerReferences
        ? {
            ownerReferences: metadata.ownerReferences.map(owner => ({
              ...owner,
              uid: owner.uid || findUid(owner.kind, ownerNamespace, owner.name),
            })),
          }
        : {}),
    },
  };
}

const CLUSTER_SCOPED = new Set(
  WATCHED_KINDS.filter(kind => !kind.namespaced).map(({ kind }) => kind),
);

function namespaceOf(
  kind: string,
  namespace: string | undefined,
): string | undefined {
  return CLUSTER_SCOPED.has(kind) ? undefined : namespace ?? 'default';
}
