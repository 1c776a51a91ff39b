import type {
  EntityPlace,
  KubernetesObject,
  ObjectOf,
  RelatedObjects,
} from '@groundcrew/plugin-clusters-node';
import type { RelatedObject } from '@groundcrew/plugin-deployments-common';

type Judged = Pick<RelatedObject, 'summary' | 'healthy'>;

const plural = (count: number, word: string) =>
  `${count} ${word}${count === 1 ? '' : 's'}`;

/** Puts what stands beside an entity's workloads into words, each with whether it looks as it should. */
export function relatedViews({
  cluster,
  related,
}: Pick<EntityPlace, 'cluster' | 'related'>): RelatedObject[] {
  const view = <T extends KubernetesObject>(
    kind: string,
    objects: T[],
    judge: (object: T) => Judged,
  ) =>
    objects.map(object => ({
      ref: {
        cluster,
        kind,
        namespace: object.metadata?.namespace,
        name: object.metadata?.name ?? '',
      },
      ...judge(object),
    }));
  return [
    ...view('Service', related.services, service =>
      judgeService(service, related),
    ),
    ...view('Ingress', related.ingresses, judgeIngress),
    ...view(
      'HorizontalPodAutoscaler',
      related.horizontalPodAutoscalers,
      judgeAutoscaler,
    ),
    ...view('PodDisruptionBudget', related.podDisruptionBudgets, judgeBudget),
    ...view(
      'PersistentVolumeClaim',
      related.persistentVolumeClaims,
      judgeClaim,
    ),
    ...view('Application', related.applications, judgeApplication),
    ...view('ResourceQuota', related.resourceQuotas, judgeQuota),
    ...view('LimitRange', related.limitRanges, () =>
      fine('defaults and bounds of the namespace'),
    ),
    ...view('NetworkPolicy', related.networkPolicies, policy =>
      fine(
        (policy.spec?.policyTypes ?? ['Ingress']).join(' and ').toLowerCase(),
      ),
    ),
    ...view('ConfigMap', related.configMaps, ({ data, binaryData }) =>
      fine(plural(Object.keys({ ...data, ...binaryData }).length, 'key')),
    ),
    ...view('Secret', related.secrets, () => fine('values are never read')),
    ...view('ServiceAccount', related.serviceAccounts, () =>
      fine('identity of the pods'),
    ),
  ];
}

function fine(summary: string): Judged {
  return { summary, healthy: true };
}

function judgeService(
  service: ObjectOf<'Service'>,
  { endpointSlices }: RelatedObjects,
): Judged {
  if (service.spec?.type === 'ExternalName') {
    return fine(`is ${service.spec.externalName}`);
  }
  const endpoints = endpointSlices
    .filter(
      ({ metadata }) =>
        metadata?.namespace === service.metadata?.namespace &&
        metadata?.labels?.['kubernetes.io/service-name'] ===
          service.metadata?.name,
    )
    .flatMap(slice => slice.endpoints ?? []);
  const ready = endpoints.filter(
    ({ conditions }) => conditions?.ready !== false,
  ).length;
  return {
    summary: `${ready} of ${plural(endpoints.length, 'endpoint')} ready`,
    healthy: ready > 0,
  };
}

function judgeIngress({ spec }: ObjectOf<'Ingress'>): Judged {
  const hosts = (spec?.rules ?? []).map(({ host }) => host ?? '*');
  return fine(hosts.length > 0 ? hosts.join(', ') : 'no rules');
}

function judgeAutoscaler({
  spec,
  status,
}: ObjectOf<'HorizontalPodAutoscaler'>): Judged {
  const broken = status?.conditions?.find(
    condition =>
      condition.type !== 'ScalingLimited' && condition.status === 'False',
  );
  const range = `${spec?.minReplicas ?? 1}–${spec?.maxReplicas} replicas, now ${
    status?.currentReplicas ?? 0
  }`;
  return broken
    ? { summary: `${range}; ${broken.message}`, healthy: false }
    : fine(range);
}

function judgeBudget({ status }: ObjectOf<'PodDisruptionBudget'>): Judged {
  const allowed = status?.disruptionsAllowed ?? 0;
  return {
    summary: `${plural(allowed, 'disruption')} allowed, ${
      status?.currentHealthy ?? 0
    } healthy of ${status?.desiredHealthy ?? 0} needed`,
    healthy: (status?.currentHealthy ?? 0) >= (status?.desiredHealthy ?? 0),
  };
}

function judgeClaim({
  spec,
  status,
}: ObjectOf<'PersistentVolumeClaim'>): Judged {
  const size =
    status?.capacity?.storage ??
    spec?.resources?.requests?.storage ??
    'unknown size';
  return {
    summary: `${status?.phase ?? 'Pending'}, ${size}`,
    healthy: status?.phase === 'Bound',
  };
}

function judgeQuota({ status }: ObjectOf<'ResourceQuota'>): Judged {
  const used = Object.entries(status?.hard ?? {}).map(
    ([name, hard]) => `${name} ${status?.used?.[name] ?? 0} of ${hard}`,
  );
  const full = Object.entries(status?.hard ?? {}).some(
    ([name, hard]) => String(status?.used?.[name]) === String(hard),
  );
  return { summary: used.join(', ') || 'not counted yet', healthy: !full };
}

function judgeApplication({ status }: ObjectOf<'Application'>): Judged {
  const { sync, health } = (status ?? {}) as {
    sync?: { status?: string };
    health?: { status?: string };
  };
  return {
    summary: `${sync?.status ?? 'Unknown'}, ${health?.status ?? 'Unknown'}`,
    healthy: sync?.status === 'Synced' && health?.status === 'Healthy',
  };
}
