import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { useOptionalRoute } from '@groundcrew/plugin-clusters-react';
import { useMemo } from 'react';
import { rootRouteRef } from '../routes';

/** The parts of a workload's page. */
export const WORKLOAD_TABS = [
  'pods',
  'revisions',
  'logs',
  'events',
  'related',
  'yaml',
] as const;

/** A part of a workload's page. */
export type WorkloadTab = (typeof WORKLOAD_TABS)[number];

/** Names the log of a container. */
export interface LogAddress {
  pod: string;
  container?: string;
  previous?: boolean;
}

/** The addresses within the Deployments tab of the entity that is shown. */
export interface DeploymentsPaths {
  overview: string;
  workload(ref: ObjectRef, tab?: WorkloadTab): string;
  logs(ref: ObjectRef, log: LogAddress): string;
}

/** Addresses within the tab, in apps of either frontend system; `undefined` where the app has not installed it. */
export function useDeploymentsPaths(): DeploymentsPaths | undefined {
  const overview = useOptionalRoute(rootRouteRef)?.();
  return useMemo(() => {
    if (overview === undefined) {
      return undefined;
    }
    const workload: DeploymentsPaths['workload'] = (ref, tab) =>
      [
        overview.replace(/\/$/, ''),
        ...[ref.cluster, ref.namespace ?? '', ref.kind, ref.name].map(
          encodeURIComponent,
        ),
        // The first part is the page itself.
        ...(tab && tab !== WORKLOAD_TABS[0] ? [tab] : []),
      ].join('/');
    return {
      overview,
      workload,
      logs: (ref, { pod, container, previous }) => {
        const query = new URLSearchParams({ pod });
        if (container) {
          query.set('container', container);
        }
        if (previous) {
          query.set('previous', 'true');
        }
        return `${workload(ref, 'logs')}?${query}`;
      },
    };
  }, [overview]);
}
