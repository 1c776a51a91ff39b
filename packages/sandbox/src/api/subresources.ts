import { ApiError } from './ApiError';
import { ApiExchange } from './ApiExchange';
import { DeleteOptions } from './deletion';
import { ObjectApi } from './ObjectApi';
import { formatSelector, selects } from './labelSelectors';
import { KubeObject } from './objects';
import { RequestTarget } from './requestTarget';
import { PodDisruptionBudgets, Pods, ResourceType } from './resources';
import { Pod } from './podTypes';
import { Deployment, PodDisruptionBudget } from './workloadTypes';
import { patchOf } from './writeRequests';

type Named = RequestTarget & { name: string };

interface Scale extends KubeObject {
  spec: { replicas?: number };
  status: { replicas: number; selector: string };
}

/** GET, PUT and PATCH of the scale of a workload. */
export async function handleScale(
  exchange: ApiExchange,
  api: ObjectApi,
  type: ResourceType,
  target: Named,
): Promise<void> {
  const workload = api.get(type, target) as Deployment;
  if (exchange.method === 'GET') {
    exchange.reply(200, scaleOf(workload));
    return;
  }
  const body = await exchange.body();
  const change =
    exchange.method === 'PATCH'
      ? patchOf(exchange, type, body)
      : <T>(_current: T) => body as T;
  const updated = api.modify(
    type,
    target,
    current => {
      const wanted = change(scaleOf(current as Deployment));
      const { resourceVersion } = wanted.metadata ?? {};
      if (
        resourceVersion &&
        resourceVersion !== current.metadata.resourceVersion
      ) {
        throw ApiError.conflict(type, target.name);
      }
      const replicas = wanted.spec?.replicas ?? 0;
      if (!(Number.isInteger(replicas) && replicas >= 0)) {
        throw ApiError.invalid(
          { group: 'autoscaling', kind: 'Scale' },
          target.name,
          [
            {
              reason: 'FieldValueInvalid',
              message: `Invalid value: ${JSON.stringify(
                replicas,
              )}: must be greater than or equal to 0`,
              field: 'spec.replicas',
            },
          ],
        );
      }
      (current as Deployment).spec.replicas = replicas;
    },
    {
      manager: exchange.fieldManager,
      dryRun: exchange.isDryRun,
      subresource: 'scale',
    },
  );
  exchange.reply(200, scaleOf(updated as Deployment));
}

function scaleOf(workload: Deployment): Scale {
  const { name, namespace, uid, resourceVersion, creationTimestamp } =
    workload.metadata;
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    // No replicas are left out, as every zero is.
    spec: workload.spec.replicas ? { replicas: workload.spec.replicas } : {},
    status: {
      replicas: workload.status?.replicas ?? 0,
      selector: formatSelector(workload.spec.selector),
    },
  };
}

/** POST of an eviction: a deletion that disruption budgets may refuse. */
export async function handleEviction(
  exchange: ApiExchange,
  api: ObjectApi,
  target: Named,
): Promise<void> {
  const eviction = await exchange.objectBody('Eviction');
  const pod = api.get(Pods, target);
  const budgets = hasBegunToRun(pod)
    ? api.store
        .list(PodDisruptionBudgets, { namespace: target.namespace })
        .filter(({ spec }) => selects(spec.selector, pod.metadata.labels))
    : [];
  if (budgets.length > 1) {
    throw new ApiError(
      500,
      'InternalError',
      'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
    );
  }
  const options = (eviction.deleteOptions ?? {}) as DeleteOptions & {
    dryRun?: string[];
  };
  const dryRun = exchange.isDryRun || Boolean(options.dryRun?.includes('All'));
  const [budget] = budgets;
  if (budget && isCounted(pod, budget)) {
    const { disruptionsAllowed, desiredHealthy, currentHealthy } =
      budget.status;
    if (disruptionsAllowed <= 0) {
      throw ApiError.tooManyRequests(
        "Cannot evict pod as it would violate the pod's disruption budget.",
        {
          reason: 'DisruptionBudget',
          message: `The disruption budget ${budget.metadata.name} needs ${desiredHealthy} healthy pods and has ${currentHealthy} currently`,
        },
      );
    }
    if (!dryRun) {
      api.modify(
        PodDisruptionBudgets,
        budget.metadata,
        draft => {
          draft.status.disruptionsAllowed -= 1;
        },
        { manager: 'kube-apiserver', subresource: 'status' },
      );
    }
  }
  api.delete(Pods, target, {
    gracePeriodSeconds: options.gracePeriodSeconds,
    preconditions: options.preconditions,
    dryRun,
  });
  exchange.reply(201, {
    kind: 'Status',
    apiVersion: 'v1',
    metadata: {},
    status: 'Success',
    code: 201,
  });
}

/** What has not begun to run, is over, or ends already, disrupts nothing when it goes. */
function hasBegunToRun({ metadata, status }: Pod): boolean {
  return status.phase === 'Running' && !metadata.deletionTimestamp;
}

/** A pod that is not ready takes nothing from a budget that is met without it. */
function isCounted(pod: Pod, { status }: PodDisruptionBudget): boolean {
  const isReady = pod.status.conditions?.some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
  const isMet =
    status.desiredHealthy > 0 && status.currentHealthy >= status.desiredHealthy;
  return isReady || !isMet;
}
