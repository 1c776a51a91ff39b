import { createHash } from 'node:crypto';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  type ResourceEntity,
} from '@backstage/catalog-model';
import {
  ENVIRONMENT_LABEL,
  type ClusterView,
} from '@groundcrew/plugin-clusters-common';

/** On what we write to the catalog, so that a search of the catalog for clusters does not find it again. */
const MANAGED_ANNOTATION = 'groundcrew.io/managed';
/** The name of the cluster as routes and other annotations have it: a catalog name may have to differ. */
const CLUSTER_ANNOTATION = 'groundcrew.io/cluster';
const REGION_LABEL = 'groundcrew.io/region';
const LOCATION = 'groundcrew:clusters';

const MAX_NAME_LENGTH = 63;

/** A cluster, as far as the catalog is told of it. */
export type CatalogCluster = Pick<
  ClusterView,
  'name' | 'title' | 'origin' | 'environment' | 'region' | 'provider'
> & {
  /** Entity reference of its owner. */
  owner?: string;
};

/** What holds for clusters that say nothing themselves. */
export interface ClusterDefaults {
  owner?: string;
  system?: string;
}

/**
 * One Resource for each cluster, by name. Pure.
 *
 * @remarks
 *
 * Those that come from the catalog are there already. Never holds an address: whoever may read the catalog would
 * know it, and the Kubernetes plugin would take the Resource for a cluster of its own to connect to.
 */
export function clusterEntities(
  clusters: readonly CatalogCluster[],
  defaults: ClusterDefaults,
): ResourceEntity[] {
  return clusters
    .filter(({ origin }) => origin !== 'catalog')
    .map(cluster => clusterEntity(cluster, defaults))
    .sort((left, right) =>
      left.metadata.name.localeCompare(right.metadata.name, 'en'),
    );
}

function clusterEntity(
  cluster: CatalogCluster,
  defaults: ClusterDefaults,
): ResourceEntity {
  const { environment, region, provider } = cluster;
  const name = catalogName(cluster.name);
  const labels = Object.fromEntries(
    [
      [ENVIRONMENT_LABEL, labelValue(environment)],
      [REGION_LABEL, labelValue(region)],
    ].filter(([, value]) => value),
  );
  const tags = [...new Set([environment, provider].flatMap(tag))];
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name,
      title:
        cluster.title ?? (name === cluster.name ? undefined : cluster.name),
      description: environment
        ? `Kubernetes cluster of the environment ${environment}`
        : 'Kubernetes cluster',
      annotations: {
        [ANNOTATION_LOCATION]: LOCATION,
        [ANNOTATION_ORIGIN_LOCATION]: LOCATION,
        [MANAGED_ANNOTATION]: 'true',
        [CLUSTER_ANNOTATION]: cluster.name,
      },
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(tags.length > 0 && { tags }),
    },
    spec: {
      type: 'kubernetes-cluster',
      owner: cluster.owner ?? defaults.owner ?? 'unknown',
      ...(defaults.system && { system: defaults.system }),
    },
  };
}

/** A name that the catalog takes. Where that differs, a hash keeps two clusters from becoming one. */
function catalogName(cluster: string): string {
  if (
    cluster.length <= MAX_NAME_LENGTH &&
    /^[a-zA-Z0-9]+([-_.][a-zA-Z0-9]+)*$/.test(cluster)
  ) {
    return cluster;
  }
  const hash = createHash('sha256').update(cluster).digest('hex').slice(0, 8);
  const words = cluster.split(/[^a-zA-Z0-9]+/).filter(Boolean);
  const readable = words
    .join('-')
    .slice(0, MAX_NAME_LENGTH - hash.length - 1)
    .replace(/-$/, '');
  return readable ? `${readable}-${hash}` : `cluster-${hash}`;
}

/** A value that a label may have, or undefined. */
function labelValue(text: string | undefined): string | undefined {
  return text && /^[a-zA-Z0-9]([-\w.]{0,61}[a-zA-Z0-9])?$/.test(text)
    ? text
    : undefined;
}

/** The text as a tag, if anything of it is left. */
function tag(text: string | undefined): string[] {
  const words = (text ?? '').toLowerCase().split(/[^a-z0-9]+/);
  const result = words.filter(Boolean).join('-').slice(0, 63);
  return result ? [result.replace(/-$/, '')] : [];
}
