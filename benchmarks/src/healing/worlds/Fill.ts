import type { LoadOptions } from '@groundcrew/lab';

/** How full a cluster is to be. */
export interface Fill {
  workloads: number;
}

/** Of each workload. */
const REPLICAS = 2;
const A_NAMESPACE = 10;

/** A load of that size. */
export function fillOf({
  workloads,
}: Fill): Pick<
  LoadOptions,
  'deployments' | 'namespaces' | 'podsPerDeployment'
> {
  return {
    deployments: workloads,
    podsPerDeployment: REPLICAS,
    namespaces: Math.ceil(workloads / A_NAMESPACE),
  };
}
