import type { Lab } from '@groundcrew/lab';

/** What the cluster of every benchmark is called. */
export const CLUSTER = 'lab';

/** Configuration that links a backend to a lab, and to nothing else. */
export function linkedTo(lab: Lab, token: string = lab.adminToken) {
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
