import type { RelatedObjects } from '../EntityObjects';

/**
 * Nothing stands beside a workload: every kind, with no object of it.
 *
 * @returns arrays of its own, to be filled
 *
 * @public
 */
export function noRelatedObjects(): RelatedObjects {
  return {
    services: [],
    endpointSlices: [],
    ingresses: [],
    horizontalPodAutoscalers: [],
    podDisruptionBudgets: [],
    configMaps: [],
    secrets: [],
    persistentVolumeClaims: [],
    serviceAccounts: [],
    networkPolicies: [],
    resourceQuotas: [],
    limitRanges: [],
    applications: [],
  };
}
