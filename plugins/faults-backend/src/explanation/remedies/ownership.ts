import type { Manager } from '@groundcrew/plugin-clusters-common';
import {
  managersOf,
  type KubernetesObject,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';

const INSTANCE = 'app.kubernetes.io/instance';

/** Who owns what is wanted of an object; undefined where a change by hand stays. */
export function ownerOf(
  store: ObjectStore,
  object: KubernetesObject,
): Manager | undefined {
  const mayBeNamed = object.metadata?.labels?.[INSTANCE] !== undefined;
  return managersOf(object, {
    // Thousands of them may be there: asked for only where one may be meant.
    applications: mayBeNamed ? store.list('Application') : [],
    horizontalPodAutoscalers: [],
  }).find(({ scope }) => scope === 'all');
}

/** Whether a change of its template, its image or its replicas in the cluster would be taken back. */
export function isOwnedElsewhere(owner: Manager | undefined): boolean {
  return ['argocd', 'flux', 'operator'].includes(owner?.type ?? '');
}

/** Where to change an object, as a sentence; undefined where it is changed in the cluster. */
export function whereToChange(owner: Manager | undefined): string | undefined {
  const { name = '', namespace, type } = owner ?? {};
  switch (type) {
    case 'argocd':
      return `Argo CD's Application ${name} deploys it: change it in Git.`;
    case 'flux':
      return `Flux deploys it (${
        namespace ? `${namespace}/${name}` : name
      }): change it in Git.`;
    case 'helm':
      return `The Helm release ${name} deploys it: change its values or its chart.`;
    case 'operator':
      return `${name} made it: change it there.`;
    case 'other':
      return `${name} manages it, and may set it back.`;
    default:
      return undefined;
  }
}
