import type { Manager } from '@groundcrew/plugin-clusters-common';
import {
  managersOf,
  type KubernetesObject,
  type ObjectOf,
  type ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { applicationsNamedBy } from './applicationsNamedBy';
import { argoApplication, type ArgoApplication } from './argoApplication';

/** Who decides on what is wanted of an object. */
export interface Management {
  /** Who owns all of it; undefined when a change by hand stays. */
  owner?: Manager;
  /** Where Argo CD takes it from, when it is Argo CD and runs in the same cluster. */
  application?: ArgoApplication;
  /** What sets its number of replicas. */
  autoscalers: ObjectOf<'HorizontalPodAutoscaler'>[];
}

/** Who decides on what is wanted of an object, from memory. */
export function managementOf(
  store: ObjectStore,
  object: KubernetesObject,
): Management {
  const namespace = object.metadata?.namespace;
  const applications = applicationsNamedBy(store, object);
  const horizontalPodAutoscalers = store.list('HorizontalPodAutoscaler', {
    namespace,
  });
  const managers = managersOf(object, {
    applications,
    horizontalPodAutoscalers,
  });
  const owner = managers.find(({ scope }) => scope === 'all');
  const autoscalerNames = managers
    .filter(({ type }) => type === 'hpa')
    .map(({ name }) => name);
  const application =
    owner?.type === 'argocd'
      ? applications.find(
          ({ metadata }) =>
            metadata?.name === owner.name &&
            (!owner.namespace || metadata?.namespace === owner.namespace),
        )
      : undefined;
  return {
    owner,
    application: application && argoApplication(application),
    autoscalers: horizontalPodAutoscalers.filter(({ metadata }) =>
      autoscalerNames.includes(metadata?.name),
    ),
  };
}
