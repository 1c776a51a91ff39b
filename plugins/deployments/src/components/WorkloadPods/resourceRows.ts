import type { ContainerView } from '@groundcrew/plugin-deployments-common';

/** What a container asks for of one resource, and what it may use at most. */
export interface ResourceRow {
  resource: string;
  request?: string;
  limit?: string;
}

/** Requests and limits side by side, CPU and memory first. */
export function resourceRows(
  container: Pick<ContainerView, 'requests' | 'limits'>,
): ResourceRow[] {
  const { requests, limits } = container;
  const resources = new Set([
    ...['cpu', 'memory'].filter(name => name in requests || name in limits),
    ...Object.keys(requests),
    ...Object.keys(limits),
  ]);
  return [...resources].map(resource => ({
    resource,
    request: requests[resource],
    limit: limits[resource],
  }));
}
