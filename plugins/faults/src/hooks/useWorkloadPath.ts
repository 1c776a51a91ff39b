import { parseEntityRef } from '@backstage/catalog-model';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { useOptionalRoute } from '@groundcrew/plugin-clusters-react';
import { workloadRouteRef } from '../routes';

/** The kinds that have a page. */
const WORKLOADS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
  'Job',
  'Rollout',
]);

/**
 * The page of an object of an entity; `undefined` where it has none, or the app has not installed the Deployments tab.
 *
 * @param entityRef - of the entity to whose page that of a workload belongs; left out, none is known
 */
export function useWorkloadPath(
  object: ObjectRef,
  entityRef: string | undefined,
): string | undefined {
  const entityPage = useOptionalRoute(entityRouteRef);
  const { kind, namespace, name } = entityRef
    ? parseEntityRef(entityRef)
    : { kind: '', namespace: '', name: '' };
  // The tab is only found from the entity's own page, whichever page this is.
  const from =
    entityRef &&
    entityPage?.({
      kind: kind.toLocaleLowerCase('en-US'),
      namespace,
      name,
    });
  const workloadPage = useOptionalRoute(workloadRouteRef, from);
  if (!from || !object.namespace || !WORKLOADS.has(object.kind)) {
    return undefined;
  }
  return workloadPage?.({
    cluster: object.cluster,
    namespace: object.namespace,
    kind: object.kind,
    name: object.name,
  });
}
