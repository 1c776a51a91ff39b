import { App } from './App';
import { condition } from './appObjects';
import type { FaultKind } from './FaultKind';

/** The pods of a workload are refused, in the words of the API server. */
function refused(
  fault: string,
  words: string,
  more: {
    before?: (place: Parameters<FaultKind['prepare']>[0]) => Promise<void>;
    mend?: (place: Parameters<FaultKind['prepare']>[0]) => Promise<void>;
    podSpec?: object;
  } = {},
): FaultKind {
  return {
    id: fault,
    faults: [fault],
    at: 'namespace',
    async prepare(place) {
      const { world } = place;
      const app = await App.create(place, { podSpec: more.podSpec });
      return {
        async break() {
          await more.before?.(place);
          await world.delete(app.pod);
          const message = `pods "shop-5d9f-" is forbidden: ${words}`;
          await app.count({ pods: 0, ready: 0 }, [
            {
              ...condition('ReplicaFailure', true),
              reason: 'FailedCreate',
              message,
            },
          ]);
          await world.tell(app.replicaSet, {
            reason: 'FailedCreate',
            message: `Error creating: ${message}`,
          });
        },
        async mend() {
          await more.mend?.(place);
          await app.createPod();
          await app.serve();
        },
      };
    },
  };
}

const quota = (namespace: string, cpu: string) => ({
  apiVersion: 'v1',
  kind: 'ResourceQuota',
  metadata: { name: 'team', namespace },
  spec: { hard: { 'requests.cpu': cpu } },
  status: {
    hard: { 'requests.cpu': cpu },
    used: { 'requests.cpu': '0' },
  },
});

/** What keeps pods out of the cluster. */
export const admissionFaults: FaultKind[] = [
  refused(
    'quota-cpu-exceeded',
    'exceeded quota: team, requested: requests.cpu=100m, used: requests.cpu=0, limited: requests.cpu=50m',
    {
      before: async ({ namespace, world }) => {
        await world.create(quota(namespace, '50m'));
      },
      mend: async ({ namespace, world }) => {
        const { status, ...raised } = quota(namespace, '2');
        await world.patch(raised, { spec: raised.spec });
        await world.setStatus(raised, status);
      },
    },
  ),
  refused(
    'service-account-missing',
    'error looking up service account: serviceaccount "shop" not found',
    {
      podSpec: { serviceAccountName: 'shop' },
      before: async ({ namespace, world }) => {
        await world.delete(account(namespace));
      },
      mend: async ({ namespace, world }) => {
        await world.create(account(namespace));
      },
    },
  ),
  refused(
    'pod-security-violated',
    'violates PodSecurity "restricted:latest": allowPrivilegeEscalation != false',
  ),
  refused(
    'admission-webhook-unavailable',
    'Internal error occurred: failed calling webhook "policy.example.com": failed to call webhook: Post "https://policy.policy.svc:443/validate": no endpoints available for service "policy"',
  ),
];

function account(namespace: string) {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'shop', namespace },
  };
}
