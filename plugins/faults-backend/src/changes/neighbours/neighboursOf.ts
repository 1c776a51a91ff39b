import type {
  KubernetesObject,
  LocalRef,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asText } from '../../kubernetes/asText';
import { matchesSelector } from '../../kubernetes/matchesSelector';
import {
  addressesOf,
  podsOf,
  refOf,
  selects,
  serviceNameOf,
  templateOf,
  workloadOfService,
} from '../../topology';
import { namesInTemplate } from './namesInTemplate';
import { neighboursOfRoute, routesTo } from './routes';

const TRACKING_ID = 'argocd.argoproj.io/tracking-id';
const WEBHOOKS = [
  'ValidatingWebhookConfiguration',
  'MutatingWebhookConfiguration',
];
/** What holds for everything in a namespace. */
export const NAMESPACE_POLICIES: readonly string[] = [
  'ResourceQuota',
  'LimitRange',
  'NetworkPolicy',
  'Namespace',
];

/** What an object depends on directly, or is bound by: by name, whether it exists or not. */
export function neighboursOf(
  store: ObjectStore,
  object: KubernetesObject,
): LocalRef[] {
  const { name = '', namespace } = object.metadata ?? {};
  switch (object.kind) {
    case 'Node':
      return [];
    case 'Namespace':
      return policiesOf(store, name);
    case 'Service': {
      const workload = workloadOfService(store, object as ObjectOf<'Service'>);
      return [
        ...(workload
          ? [refOf(workload), ...neighboursOf(store, workload)]
          : []),
        ...routesTo(store, namespace, new Set([name])),
      ];
    }
    case 'Ingress':
    case 'HTTPRoute':
      return neighboursOfRoute(object);
    case 'PersistentVolumeClaim': {
      const { storageClassName } =
        (object as ObjectOf<'PersistentVolumeClaim'>).spec ?? {};
      return [
        ...(storageClassName
          ? [{ kind: 'StorageClass', name: storageClassName }]
          : []),
        ...policiesOf(store, namespace),
      ];
    }
    case 'HorizontalPodAutoscaler': {
      const { kind = '', name: target = '' } =
        (object as ObjectOf<'HorizontalPodAutoscaler'>).spec?.scaleTargetRef ??
        {};
      return [{ kind, namespace, name: target }];
    }
    default:
      return namespace === undefined
        ? []
        : neighboursOfWorkload(store, object, namespace);
  }
}

function neighboursOfWorkload(
  store: ObjectStore,
  workload: KubernetesObject,
  namespace: string,
): LocalRef[] {
  const { labels } = templateOf(workload).metadata ?? {};
  const services = store
    .list('Service', { namespace })
    .filter(service => selects(service, labels));
  const guards = (['NetworkPolicy', 'PodDisruptionBudget'] as const).flatMap(
    kind =>
      store.list(kind, { namespace }).filter(({ spec }) => {
        const { podSelector, selector } = (spec ?? {}) as Record<
          string,
          Parameters<typeof matchesSelector>[0]
        >;
        return matchesSelector(podSelector ?? selector, labels);
      }),
  );
  const autoscalers = store
    .list('HorizontalPodAutoscaler', { namespace })
    .filter(
      ({ spec }) =>
        spec?.scaleTargetRef?.kind === workload.kind &&
        spec?.scaleTargetRef?.name === workload.metadata?.name,
    );
  const called = addressesOf(store, workload).flatMap(
    ({ host }) => serviceNameOf(host, namespace) ?? [],
  );
  const nodes = podsOf(store, workload).flatMap(
    ({ spec }) => spec?.nodeName ?? [],
  );
  return [
    ...namesInTemplate(workload),
    ...services.map(refOf),
    ...autoscalers.map(refOf),
    ...guards.map(refOf),
    ...[...new Set(called)].map(name => ({ kind: 'Service', namespace, name })),
    ...[...new Set(nodes)].map(name => ({ kind: 'Node', name })),
    ...routesTo(
      store,
      namespace,
      new Set(services.map(({ metadata }) => metadata?.name ?? '')),
    ),
    ...policiesOf(store, namespace),
    ...applicationsOf(store, workload),
    ...WEBHOOKS.flatMap(kind => store.list(kind)).map(refOf),
  ];
}

function policiesOf(
  store: ObjectStore,
  namespace: string | undefined,
): LocalRef[] {
  return namespace === undefined
    ? []
    : [
        ...(['ResourceQuota', 'LimitRange'] as const).flatMap(kind =>
          store.list(kind, { namespace }).map(refOf),
        ),
        { kind: 'Namespace', name: namespace },
      ];
}

/** The Applications of Argo CD that say that they deploy it. */
function applicationsOf(
  store: ObjectStore,
  { metadata }: KubernetesObject,
): LocalRef[] {
  const id = asText(metadata?.annotations?.[TRACKING_ID]).split(':')[0];
  const name = id.split('_').at(-1);
  return name && store.count('Application') > 0
    ? store
        .list('Application')
        .filter(application => application.metadata?.name === name)
        .map(refOf)
    : [];
}
