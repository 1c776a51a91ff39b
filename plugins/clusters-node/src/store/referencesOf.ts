import { WORKLOAD_KINDS } from '@groundcrew/plugin-clusters-common';
import type { KubernetesObject } from '../kubernetesObjects';
import { NONE } from './StoredObject';

/** Keys of the index of references: what a Service, an HPA … points to. */
export const referenceTo = {
  /** Something selects pods by, among others, this label. */
  podsWith: (namespace: string, key: string, value: string) =>
    `pods/${namespace}/${key}=${value}`,
  /** Something selects pods without asking for one value of one label. */
  anyPods: (namespace: string) => `pods/${namespace}`,
  service: (namespace: string, name: string) => `service/${namespace}/${name}`,
  scaleTarget: (namespace: string, kind: string, name: string) =>
    `scale/${namespace}/${kind}/${name}`,
  managed: (namespace: string, kind: string, name: string) =>
    `managed/${namespace}/${kind}/${name}`,
};

interface Selector {
  matchLabels?: Record<string, string>;
  matchExpressions?: { key: string; operator: string; values?: string[] }[];
}

interface Loose extends KubernetesObject {
  spec?: {
    selector?: unknown;
    podSelector?: Selector;
    scaleTargetRef?: { kind?: string; name?: string };
    defaultBackend?: IngressBackend;
    rules?: ({
      http?: { paths?: ({ backend?: IngressBackend } | null)[] };
    } | null)[];
  };
  status?: {
    resources?: { kind?: string; namespace?: string; name?: string }[];
  };
}

interface IngressBackend {
  service?: { name?: string };
}

/** An Application lists hundreds of resources; we look only for those that run something. */
const MANAGED_KINDS: ReadonlySet<string> = new Set([
  ...WORKLOAD_KINDS,
  'ReplicaSet',
  'Pod',
]);

/** What an object points to, as keys of the index of references. Only of kinds that stand beside workloads. */
export function referencesOf(
  kind: string,
  object: KubernetesObject,
): readonly string[] {
  const { spec, status, metadata } = object as Loose;
  const namespace = metadata?.namespace ?? '';
  switch (kind) {
    case 'Service':
      // A Service without a selector has its endpoints written by hand: it selects nothing.
      return spec?.selector && Object.keys(spec.selector).length > 0
        ? [ofSelector(namespace, { matchLabels: spec.selector as {} })]
        : NONE;
    case 'PodDisruptionBudget':
      return spec?.selector
        ? [ofSelector(namespace, spec.selector as Selector)]
        : NONE;
    case 'NetworkPolicy':
      return [ofSelector(namespace, spec?.podSelector ?? {})];
    case 'HorizontalPodAutoscaler': {
      const target = spec?.scaleTargetRef;
      return target?.kind && target.name
        ? [referenceTo.scaleTarget(namespace, target.kind, target.name)]
        : NONE;
    }
    case 'Ingress': {
      const services = [
        spec?.defaultBackend,
        ...(spec?.rules ?? []).flatMap(rule =>
          (rule?.http?.paths ?? []).map(path => path?.backend),
        ),
      ].flatMap(backend => backend?.service?.name ?? []);
      return [...new Set(services)].map(name =>
        referenceTo.service(namespace, name),
      );
    }
    case 'Application':
      return (status?.resources ?? []).flatMap(resource =>
        resource?.kind && resource.name && MANAGED_KINDS.has(resource.kind)
          ? referenceTo.managed(
              resource.namespace ?? '',
              resource.kind,
              resource.name,
            )
          : [],
      );
    default:
      return NONE;
  }
}

/** One key is enough to find a selector from a pod's labels; whoever finds it checks the rest. */
function ofSelector(namespace: string, selector: Selector): string {
  const [pair] = Object.entries(selector.matchLabels ?? {});
  return pair
    ? referenceTo.podsWith(namespace, pair[0], pair[1])
    : referenceTo.anyPods(namespace);
}
