import { ApiError } from '../api/ApiError';
import { ResourceQuota } from '../api/clusterTypes';
import { AdmissionCheck, ObjectApi } from '../api/ObjectApi';
import { keyOf, referenceOf } from '../api/objects';
import { formatQuantity, parseQuantity } from '../api/quantities';
import { Pods, ResourceQuotas, resourceId } from '../api/resources';
import { Pod } from '../api/podTypes';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { isFinished, isOf, ownKey } from './podState';
import { requested } from './scheduling';

/** Refuses pods that a ResourceQuota has no room for, in the words of a real cluster. */
export function createQuotaCheck(api: ObjectApi): AdmissionCheck {
  return (type, draft) => {
    if (type.custom || resourceId(type) !== resourceId(Pods)) return;
    const pod = draft as Pod;
    const { namespace, name } = pod.metadata;
    for (const quota of api.store.list(ResourceQuotas, { namespace })) {
      const used = usageOf(api, quota);
      const exceeded = Object.entries(quota.spec.hard ?? {}).filter(
        ([resource, hard]) =>
          amountOf(pod, resource) > 0 &&
          (used[resource] ?? 0) + amountOf(pod, resource) >
            parseQuantity(hard) + 1e-9,
      );
      if (exceeded.length > 0) {
        const list = (value: (resource: string, hard: string) => string) =>
          exceeded
            .map(([resource, hard]) => `${resource}=${value(resource, hard)}`)
            .join(',');
        throw ApiError.forbidden(
          Pods,
          name,
          `exceeded quota: ${quota.metadata.name}, requested: ${list(resource =>
            formatQuantity(resource, amountOf(pod, resource)),
          )}, used: ${list(resource =>
            formatQuantity(resource, used[resource] ?? 0),
          )}, limited: ${list((_, hard) => hard)}`,
        );
      }
    }
  };
}

/** Keeps `status.used` of quotas up to date. */
export function createQuotaController({ api }: ControllerContext): Controller {
  return {
    name: 'resourcequota-controller',
    affectedBy: event => {
      if (!isOf(event, Pods)) return ownKey(event, ResourceQuotas);
      const { namespace } = event.object.metadata;
      return api.store
        .list(ResourceQuotas, { namespace })
        .map(quota => keyOf(quota.metadata));
    },
    reconcile(key) {
      const quota = api.store.get(ResourceQuotas, referenceOf(key));
      if (!quota) return;
      const used = usageOf(api, quota);
      api.modify(
        ResourceQuotas,
        quota.metadata,
        draft => {
          draft.status = {
            hard: quota.spec.hard,
            used: Object.fromEntries(
              Object.entries(used).map(([resource, value]) => [
                resource,
                formatQuantity(resource, value),
              ]),
            ),
          };
        },
        { manager: CONTROLLER_MANAGER, subresource: 'status' },
      );
    },
  };
}

function usageOf(api: ObjectApi, quota: ResourceQuota): Record<string, number> {
  const { namespace } = quota.metadata;
  const pods = api.store
    .list(Pods, { namespace })
    .filter(pod => !isFinished(pod));
  return Object.fromEntries(
    Object.keys(quota.spec.hard ?? {}).map(resource => [
      resource,
      pods.reduce((sum, pod) => sum + amountOf(pod, resource), 0),
    ]),
  );
}

function amountOf(pod: Pod, resource: string): number {
  if (resource === 'pods' || resource === 'count/pods') return 1;
  return /^((requests|limits)\.)?(cpu|memory)$/.test(resource)
    ? requested(pod, resource)
    : 0;
}
