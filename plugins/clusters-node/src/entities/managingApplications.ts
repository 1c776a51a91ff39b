import type { HubCluster } from '../hub/HubCluster';
import type { CustomObject } from '../kubernetesObjects';
import { referenceTo } from '../store/referencesOf';
import type { StoredObject } from '../store/StoredObject';
import { interestIn } from './interest';

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const INSTANCE = 'app.kubernetes.io/instance';
const IN_CLUSTER = 'https://kubernetes.default.svc';

/** The root of a tree of owners, decoded. */
export interface ManagedWorkload {
  stored: StoredObject;
  object: CustomObject;
}

export interface ManagingOptions {
  workload: ManagedWorkload;
  /** Where the workload is. */
  cluster: HubCluster;
  /** Where Applications may be: Argo CD manages other clusters from its own. */
  clusters: readonly HubCluster[];
  decode: (cluster: HubCluster, object: StoredObject) => CustomObject;
  note: (cluster: HubCluster, interest: string) => void;
}

export interface ManagingApplication {
  application: StoredObject;
  /** The cluster that it was found in. */
  home: HubCluster;
}

/**
 * The Argo CD Applications that manage a workload: by what they list in `status.resources`, by the tracking id on the
 * workload, or by its instance label where that names an Application that deploys to this namespace.
 */
export function managingApplications(
  options: ManagingOptions,
): ManagingApplication[] {
  const { workload, cluster, clusters, note } = options;
  const { namespace, name, table } = workload.stored;
  const listed = referenceTo.managed(namespace, table.kind, name);
  const names = applicationNames(workload.object);
  const found: ManagingApplication[] = [];
  for (const home of clusters) {
    const applications = home.store.tableOrUndefined('Application');
    note(home, interestIn.reference(listed));
    names.forEach(app =>
      note(home, interestIn.anyNamespace('Application', app.name)),
    );
    if (!applications || applications.size === 0) {
      continue;
    }
    const candidates = new Set<StoredObject>(home.store.referringTo(listed));
    for (const app of names) {
      for (const appNamespace of app.namespace
        ? [app.namespace]
        : applications.namespaces()) {
        const candidate = applications.get(appNamespace, app.name);
        if (candidate) {
          candidates.add(candidate);
        }
      }
    }
    for (const candidate of candidates) {
      const lists = candidate.references.includes(listed);
      if (
        deploysTo(options.decode(home, candidate), {
          isHome: home === cluster,
          cluster: cluster.name,
          isKnown: known => clusters.some(({ name: other }) => other === known),
          // Resources of one Application may be in several namespaces, but then it lists them.
          namespace: lists ? undefined : namespace,
          isListed: lists,
        })
      ) {
        found.push({ application: candidate, home });
      }
    }
  }
  return found;
}

/** Which Applications an object says that it belongs to. */
function applicationNames(
  object: CustomObject,
): { name: string; namespace?: string }[] {
  // "<application>:<group>/<kind>:<namespace>/<name>"; with Applications in any namespace, "<namespace>_<application>".
  const [tracked] =
    object.metadata?.annotations?.[TRACKING_ID]?.split(':') ?? [];
  if (tracked) {
    const [namespace, name] = tracked.split('_');
    return name ? [{ namespace, name }] : [{ name: tracked }];
  }
  const instance = object.metadata?.labels?.[INSTANCE];
  return instance ? [{ name: instance }] : [];
}

interface Destination {
  server?: string;
  name?: string;
  namespace?: string;
}

function deploysTo(
  application: CustomObject,
  where: {
    isHome: boolean;
    cluster: string;
    isKnown: (cluster: string) => boolean;
    namespace?: string;
    isListed: boolean;
  },
): boolean {
  const destination = (application.spec?.destination ?? {}) as Destination;
  if (
    where.namespace !== undefined &&
    destination.namespace !== undefined &&
    destination.namespace !== where.namespace
  ) {
    return false;
  }
  if (destination.server === IN_CLUSTER || destination.name === 'in-cluster') {
    return where.isHome;
  }
  if (destination.name !== undefined && destination.name !== '') {
    // Argo CD may call the cluster something else; what it lists still tells, unless we know another of that name.
    return (
      destination.name === where.cluster ||
      (where.isListed && !where.isHome && !where.isKnown(destination.name))
    );
  }
  return where.isListed || where.isHome;
}
