import type { PodSpec, PodTemplateSpec } from 'kubernetes-types/core/v1';
import type { KubernetesObject } from '../kubernetesObjects';
import type { ObjectStore } from '../ObjectStore';
import { amountOf } from './amountOf';
import { asList } from './asList';
import { podAmount } from './podAmount';

/**
 * How much of a resource a container may be given, in its base unit, and what says so.
 *
 * @public
 */
export interface ResourceCeiling {
  amount: number;
  /** `LimitRange defaults`, `ResourceQuota team`, `node node-1` … */
  by: string;
}

/**
 * What {@link ceilingOf} looks at.
 *
 * @public
 */
export interface CeilingOptions {
  store: ObjectStore;
  /** A Deployment, a StatefulSet or a DaemonSet. */
  workload: KubernetesObject & {
    spec?: {
      replicas?: number;
      strategy?: { type?: string };
      template?: PodTemplateSpec;
    };
    status?: { desiredNumberScheduled?: number };
  };
  /** The name of one of its containers. */
  container: string;
  resource: 'cpu' | 'memory';
  of: 'requests' | 'limits';
}

interface Question extends CeilingOptions {
  namespace?: string;
  /** What the container has now, and the other containers of the pod. */
  now: number;
  others: number;
  pods: number;
  /** Whether a new pod comes before an old one goes. */
  surges: boolean;
}

/**
 * How much of a resource a container of a workload may be given at the most, by the LimitRanges and quotas of its namespace and by
 * the room that nodes have. From memory; undefined where nothing says so.
 *
 * @public
 */
export function ceilingOf(
  options: CeilingOptions,
): ResourceCeiling | undefined {
  const { container, of, resource, workload } = options;
  const spec = workload.spec?.template?.spec;
  const found = [
    ...asList(spec?.containers),
    ...asList(spec?.initContainers),
  ].find(({ name }) => name === container);
  const { limits, requests } = found?.resources ?? {};
  const now =
    of === 'requests' && requests?.[resource] !== undefined
      ? amountOf(requests, resource)
      : amountOf(limits, resource);
  const question: Question = {
    ...options,
    namespace: workload.metadata?.namespace,
    now,
    others: Math.max(0, podAmount(spec, resource, of) - now),
    pods:
      workload.kind === 'DaemonSet'
        ? workload.status?.desiredNumberScheduled ?? 1
        : workload.spec?.replicas ?? 1,
    surges:
      workload.kind === 'Deployment' &&
      workload.spec?.strategy?.type !== 'Recreate',
  };
  return [
    ...byLimitRanges(question),
    ...byQuotas(question),
    ...byNodes(question),
  ].reduce<ResourceCeiling | undefined>(
    (lowest, each) => (lowest && lowest.amount <= each.amount ? lowest : each),
    undefined,
  );
}

function byLimitRanges({
  namespace,
  others,
  resource,
  store,
}: Question): ResourceCeiling[] {
  return store.list('LimitRange', { namespace }).flatMap(range =>
    asList(range.spec?.limits).flatMap(({ max, type }) => {
      if (max?.[resource] === undefined) {
        return [];
      }
      const by = `LimitRange ${range.metadata?.name}`;
      const amount = amountOf(max, resource);
      switch (type) {
        case 'Container':
          return [{ amount, by }];
        case 'Pod':
          return [{ amount: Math.max(0, amount - others), by }];
        default:
          return [];
      }
    }),
  );
}

function byQuotas(question: Question): ResourceCeiling[] {
  const { namespace, now, of, others, pods, resource, store, surges } =
    question;
  const names =
    of === 'limits'
      ? [`limits.${resource}`]
      : [`requests.${resource}`, resource];
  return store.list('ResourceQuota', { namespace }).flatMap(quota => {
    const { scopeSelector, scopes } = quota.spec ?? {};
    const name = names.find(each => quota.spec?.hard?.[each] !== undefined);
    // Whether one with a scope counts these pods is not looked into: the API server says so when they come.
    if (name === undefined || scopeSelector || scopes?.length) {
      return [];
    }
    const room =
      amountOf(quota.spec?.hard, name) - amountOf(quota.status?.used, name);
    const afterwards = now + Math.max(0, room) / Math.max(1, pods);
    const meanwhile = surges && pods > 0 ? room - others : Infinity;
    return [
      {
        amount: Math.max(0, Math.min(afterwards, meanwhile)),
        by: `ResourceQuota ${quota.metadata?.name}`,
      },
    ];
  });
}

/** The node with most room: for a request what is not requested yet, for a limit all of it. */
function byNodes(question: Question): ResourceCeiling[] {
  const { now, of, others, resource, store, surges } = question;
  const taken = of === 'requests' ? requestedByNode(question) : undefined;
  const rooms = store
    .list('Node')
    .filter(({ spec }) => !spec?.unschedulable)
    .map(({ metadata, status }): ResourceCeiling => {
      const { name = '' } = metadata ?? {};
      const own = surges ? 0 : now + others;
      const room =
        amountOf(status?.allocatable, resource) -
        (taken ? (taken.get(name) ?? 0) - own : 0);
      return { amount: Math.max(0, room - others), by: `node ${name}` };
    });
  const most = rooms.sort((one, other) => other.amount - one.amount)[0];
  return most ? [most] : [];
}

function requestedByNode({ resource, store }: Question): Map<string, number> {
  const requested = new Map<string, number>();
  for (const { spec, status } of store.list('Pod')) {
    const node = spec?.nodeName;
    if (node && status?.phase !== 'Succeeded' && status?.phase !== 'Failed') {
      const amount = podAmount(spec as PodSpec, resource);
      requested.set(node, (requested.get(node) ?? 0) + amount);
    }
  }
  return requested;
}
