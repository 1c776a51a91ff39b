import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { EntityPlace, OwnerTree } from '@groundcrew/plugin-clusters-node';
import type { Cause } from '../causes';
import { findingKey, refKey } from '../engine/mergeFindings';

/**
 * Of the causes in a cluster those that an entity suffers from, wherever they sit, in their order; and what is worth to mend
 * about the entity itself. Pure.
 *
 * @param places - of the entity, in that cluster
 */
export function causesOfEntity(
  causes: readonly Cause[],
  places: readonly EntityPlace[],
): Cause[] {
  const own = new Set(places.flatMap(objectsOf).map(refKey));
  const isOwn = ({ finding }: Cause) =>
    [finding.object, ...finding.explains].some(ref => own.has(refKey(ref)));
  const wanted = new Set<string>();
  for (const cause of causes.filter(isOwn)) {
    const named =
      cause.verdict === 'symptom'
        ? cause.explainedBy.map(({ by }) => by)
        : [cause.finding];
    named.forEach(finding => wanted.add(findingKey(finding)));
  }
  return causes.filter(
    ({ finding, verdict }) =>
      verdict !== 'symptom' && wanted.has(findingKey(finding)),
  );
}

function objectsOf({
  cluster,
  namespace,
  related,
  workloads,
}: EntityPlace): ObjectRef[] {
  const beside: [string, { metadata?: { name?: string } }[]][] = [
    ['Service', related.services],
    ['Ingress', related.ingresses],
    ['HorizontalPodAutoscaler', related.horizontalPodAutoscalers],
    ['PodDisruptionBudget', related.podDisruptionBudgets],
    ['PersistentVolumeClaim', related.persistentVolumeClaims],
    ['NetworkPolicy', related.networkPolicies],
  ];
  return [
    ...workloads.flatMap(treeObjects).map(ref => ({ cluster, ...ref })),
    ...beside.flatMap(([kind, objects]) =>
      objects.map(({ metadata }) => ({
        cluster,
        kind,
        namespace,
        name: metadata?.name ?? '',
      })),
    ),
  ];
}

function treeObjects({ children, kind, object }: OwnerTree): {
  kind: string;
  namespace: string | undefined;
  name: string;
}[] {
  const { name = '', namespace } = object.metadata ?? {};
  return [{ kind, namespace, name }, ...children.flatMap(treeObjects)];
}
