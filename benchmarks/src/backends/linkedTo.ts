import type { Lab } from '@groundcrew/lab';

/** What the cluster of every benchmark is called. */
export const CLUSTER = 'lab';

/** Where a cluster is, and a token for it. */
export type LinkedCluster = Pick<Lab, 'adminToken' | 'caData' | 'url'>;

/** Configuration that links a backend to a lab, and to nothing else. */
export function linkedTo(lab: LinkedCluster, token: string = lab.adminToken) {
  return {
    serviceLocatorMethod: { type: 'multiTenant' },
    clusterLocatorMethods: [
      {
        type: 'config',
        clusters: [
          {
            name: CLUSTER,
            url: lab.url,
            authProvider: 'serviceAccount',
            serviceAccountToken: token,
            caData: lab.caData,
            skipMetricsLookup: true,
          },
        ],
      },
    ],
  };
}
