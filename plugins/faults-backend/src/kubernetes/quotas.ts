import {
  amountOf,
  podAmount,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { PodSpec } from 'kubernetes-types/core/v1';
import { asList } from './asList';

type Quota = ObjectOf<'ResourceQuota'>;

/** What a quota limits, as people tell quotas apart. */
export type QuotaSubject =
  | 'cpu'
  | 'memory'
  | 'pods'
  | 'services'
  | 'storage'
  | 'objects';

const SUBJECTS: [QuotaSubject, RegExp][] = [
  ['cpu', /(?:^|\.)cpu$/],
  ['memory', /(?:^|\.)memory$/],
  ['pods', /^(?:count\/)?pods$/],
  ['services', /^(?:count\/)?services(?:\.(?:loadbalancers|nodeports))?$/],
  [
    'storage',
    /(?:^|\/)requests\.storage$|(?:^|\/)persistentvolumeclaims(?:$|\.)/,
  ],
];
const OF_STORAGE_CLASS = '.storageclass.storage.k8s.io/';

/** What a resource of a quota is about. */
export function quotaSubject(resource: string): QuotaSubject {
  return (
    SUBJECTS.find(([, pattern]) => pattern.test(resource))?.[0] ?? 'objects'
  );
}

/** The quotas of a namespace. */
export function quotasIn(store: ObjectStore, namespace: string): Quota[] {
  return store.list('ResourceQuota', { namespace });
}

/** The resources that a quota limits. */
export function limitedResources({ spec, status }: Quota): string[] {
  return Object.keys(status?.hard ?? spec?.hard ?? {});
}

/** How much of a resource a quota still has. Negative when it was lowered below what is in use. */
export function roomIn({ spec, status }: Quota, resource: string): number {
  return (
    amountOf(status?.hard ?? spec?.hard, resource) -
    amountOf(status?.used, resource)
  );
}

/** How much a pod takes of a resource of a quota; undefined for what is not about pods. */
export function podTakes(
  spec: PodSpec | undefined,
  resource: string,
): number | undefined {
  if (resource === 'pods' || resource === 'count/pods') {
    return 1;
  }
  const [, of, name] = /^(?:(limits|requests)\.)?(.+)$/.exec(resource) ?? [];
  const isOfContainers =
    of !== undefined || ['cpu', 'memory', 'ephemeral-storage'].includes(name);
  return isOfContainers && name !== 'storage' && !name.includes('/requests.')
    ? podAmount(spec, name, of === 'limits' ? 'limits' : 'requests')
    : undefined;
}

/** Whether a resource of a quota counts claims of that storage class. */
export function countsClaimsOf(
  resource: string,
  storageClass: string | undefined,
): boolean {
  const at = resource.indexOf(OF_STORAGE_CLASS);
  return (
    quotaSubject(resource) === 'storage' &&
    (at === -1 || resource.slice(0, at) === storageClass)
  );
}

/** Whether a quota counts pods like this one: its scopes are all that they must be. */
export function countsPodsLike(
  { spec: quota }: Quota,
  spec: PodSpec | undefined,
): boolean {
  const scopes = [
    ...asList(quota?.scopes).map(scopeName => ({
      scopeName,
      operator: 'Exists',
      values: [] as string[],
    })),
    ...asList(quota?.scopeSelector?.matchExpressions),
  ];
  return scopes.every(({ operator, scopeName, values }) => {
    switch (scopeName) {
      case 'Terminating':
        return spec?.activeDeadlineSeconds !== undefined;
      case 'NotTerminating':
        return spec?.activeDeadlineSeconds === undefined;
      case 'BestEffort':
        return isBestEffort(spec);
      case 'NotBestEffort':
        return !isBestEffort(spec);
      case 'PriorityClass':
        return isOfPriority(spec?.priorityClassName, operator, asList(values));
      default:
        // Of a scope that we do not know: only the API server's words count.
        return false;
    }
  });
}

function isOfPriority(
  name: string | undefined,
  operator: string,
  values: string[],
): boolean {
  switch (operator) {
    case 'In':
      return name !== undefined && values.includes(name);
    case 'NotIn':
      return name === undefined || !values.includes(name);
    case 'DoesNotExist':
      return name === undefined;
    default:
      return name !== undefined;
  }
}

function isBestEffort(spec: PodSpec | undefined): boolean {
  return [...asList(spec?.containers), ...asList(spec?.initContainers)].every(
    ({ resources }) =>
      [resources?.requests, resources?.limits].every(
        amounts => !amounts?.cpu && !amounts?.memory,
      ),
  );
}
