import type { Manager } from '@groundcrew/plugin-clusters-common';
import type { KubernetesObject, ObjectOf } from '../kubernetesObjects';

/**
 * What stands beside an object and may manage it.
 *
 * @public
 */
export interface PossibleManagers {
  horizontalPodAutoscalers: readonly ObjectOf<'HorizontalPodAutoscaler'>[];
  applications: readonly ObjectOf<'Application'>[];
}

const HELM_RELEASE = 'meta.helm.sh/release-name';
const HELM_RELEASE_NAMESPACE = 'meta.helm.sh/release-namespace';
const ARGOCD_TRACKING = 'argocd.argoproj.io/tracking-id';
const ARGOCD_INSTANCE = 'argocd.argoproj.io/instance';
const INSTANCE_LABEL = 'app.kubernetes.io/instance';
const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';

/**
 * Who owns the desired state of an object, the one that would revert a change by hand first. None means that nobody
 * does: a change stays.
 *
 * @public
 */
export function managersOf(
  object: KubernetesObject,
  beside: PossibleManagers,
): Manager[] {
  const declared =
    argocd(object, beside) ??
    flux(object) ??
    helm(object) ??
    operator(object) ??
    other(object);
  return [...(declared ? [declared] : []), ...autoscalers(object, beside)];
}

function argocd(
  object: KubernetesObject,
  { applications }: PossibleManagers,
): Manager | undefined {
  // "<application>:<group>/<kind>:<namespace>/<name>", the application with its namespace where they may be anywhere.
  const tracked =
    object.metadata?.annotations?.[ARGOCD_TRACKING]?.split(':')[0];
  const labels = object.metadata?.labels;
  const byInstanceLabel = applications.find(
    application => application.metadata?.name === labels?.[INSTANCE_LABEL],
  )?.metadata?.name;
  const id = tracked ?? labels?.[ARGOCD_INSTANCE] ?? byInstanceLabel;
  if (!id) {
    return undefined;
  }
  const [name, namespace] = id.split('_').reverse();
  return { type: 'argocd', name, namespace, scope: 'all' };
}

function flux({ metadata }: KubernetesObject): Manager | undefined {
  const labels = metadata?.labels ?? {};
  for (const controller of ['kustomize', 'helm']) {
    const name = labels[`${controller}.toolkit.fluxcd.io/name`];
    if (name) {
      return {
        type: 'flux',
        name,
        namespace: labels[`${controller}.toolkit.fluxcd.io/namespace`],
        scope: 'all',
      };
    }
  }
  return undefined;
}

function helm({ metadata }: KubernetesObject): Manager | undefined {
  const name = metadata?.annotations?.[HELM_RELEASE];
  return name
    ? {
        type: 'helm',
        name,
        namespace: metadata?.annotations?.[HELM_RELEASE_NAMESPACE],
        scope: 'all',
      }
    : undefined;
}

function operator({ metadata }: KubernetesObject): Manager | undefined {
  const owner = metadata?.ownerReferences?.find(
    reference => reference.controller,
  );
  return owner
    ? {
        type: 'operator',
        name: `${owner.kind}/${owner.name}`,
        namespace: metadata?.namespace,
        scope: 'all',
      }
    : undefined;
}

function other({ metadata }: KubernetesObject): Manager | undefined {
  const name = metadata?.labels?.[MANAGED_BY_LABEL];
  return name && name !== 'Helm'
    ? { type: 'other', name, scope: 'all' }
    : undefined;
}

function autoscalers(
  object: KubernetesObject,
  { horizontalPodAutoscalers }: PossibleManagers,
): Manager[] {
  return horizontalPodAutoscalers
    .filter(
      ({ metadata, spec }) =>
        metadata?.namespace === object.metadata?.namespace &&
        spec?.scaleTargetRef.kind === object.kind &&
        spec?.scaleTargetRef.name === object.metadata?.name,
    )
    .map(({ metadata }) => ({
      type: 'hpa',
      name: metadata?.name,
      namespace: metadata?.namespace,
      scope: 'replicas',
    }));
}
