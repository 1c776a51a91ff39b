import { Condition, KubeObject } from '../api/objects';
import { ObjectStore, StoreEvent } from '../api/ObjectStore';
import { Pods, ResourceType, resourceId } from '../api/resources';
import { keyOf } from '../api/objects';
import { Pod } from '../api/podTypes';

/** Neither finished nor being deleted. */
export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && !pod.metadata.deletionTimestamp;
}

export function isFinished(pod: Pod): boolean {
  return pod.status.phase === 'Succeeded' || pod.status.phase === 'Failed';
}

export function readyCondition(pod: Pod): Condition | undefined {
  return pod.status.conditions?.find(({ type }) => type === 'Ready');
}

export function isReady(pod: Pod): boolean {
  return readyCondition(pod)?.status === 'True';
}

/** How long until a pod counts as available: 0 when it does, undefined when it is not even ready. */
export function availableInMs(
  pod: Pod,
  minReadySeconds: number | undefined,
  now: number,
): number | undefined {
  const condition = readyCondition(pod);
  if (condition?.status !== 'True') return undefined;
  const since = Date.parse(condition.lastTransitionTime ?? '') || 0;
  return Math.max(0, since + (minReadySeconds ?? 0) * 1000 - now);
}

/** Sets a condition in place; its transition time moves only when its status does. */
export function setCondition(
  conditions: Condition[],
  next: Omit<Condition, 'lastTransitionTime'>,
  now: string,
): void {
  const index = conditions.findIndex(({ type }) => type === next.type);
  const before = conditions[index];
  const condition: Condition = {
    ...next,
    lastTransitionTime:
      before?.status === next.status ? before.lastTransitionTime : now,
  };
  if (index < 0) conditions.push(condition);
  else conditions[index] = condition;
}

/** The key of the object itself, when a change is of this resource. */
export function ownKey(event: StoreEvent, type: ResourceType): string[] {
  return isOf(event, type) ? [keyOf(event.object.metadata)] : [];
}

/** The keys of the controllers of a changed object, when they are of this kind. */
export function controllerKey(
  event: StoreEvent,
  dependent: ResourceType,
  owner: ResourceType,
): string[] {
  if (!isOf(event, dependent)) return [];
  const { namespace, ownerReferences } = event.object.metadata;
  return (ownerReferences ?? [])
    .filter(reference => reference.controller && reference.kind === owner.kind)
    .map(({ name }) => keyOf({ namespace, name }));
}

export function isOf(event: StoreEvent, type: ResourceType): boolean {
  return resourceId(event.resource) === resourceId(type);
}

/** The pods that a workload controls, oldest first. */
export function podsOf(store: ObjectStore, owner: KubeObject): Pod[] {
  return store.controlledBy(Pods, owner.metadata.uid);
}
