import { timestamp } from '../clock';
import { KubeObject } from './objects';
import {
  CustomResourceDefinitions,
  Namespaces,
  ResourceType,
  resourceId,
} from './resources';

export type PropagationPolicy = 'Background' | 'Foreground' | 'Orphan';

export interface DeleteOptions {
  manager?: string;
  dryRun?: boolean;
  gracePeriodSeconds?: number;
  propagationPolicy?: PropagationPolicy;
  preconditions?: { uid?: string; resourceVersion?: string };
}

/**
 * An object whose deletion has begun: it ends when its grace period is over, its finalizers are gone and, if it is a
 * namespace, its content is.
 *
 * @returns undefined for what nothing holds, which is deleted at once
 */
export function deleting<T extends KubeObject>(
  type: ResourceType<T>,
  current: T,
  { gracePeriodSeconds, propagationPolicy }: DeleteOptions,
  now: number,
): T | undefined {
  const graceSeconds = graceOf(type, current, gracePeriodSeconds);
  const finalizers = finalizersFor(type, current, propagationPolicy);
  const holdsContent = resourceId(type) === resourceId(Namespaces);
  if (finalizers.length === 0 && graceSeconds === 0 && !holdsContent) {
    return undefined;
  }
  const { deletionTimestamp, deletionGracePeriodSeconds } = current.metadata;
  const sooner =
    !deletionTimestamp || graceSeconds < (deletionGracePeriodSeconds ?? 0);
  const { finalizers: _, ...metadata } = current.metadata;
  return {
    ...current,
    metadata: {
      ...metadata,
      ...(finalizers.length > 0 && { finalizers }),
      ...(sooner && {
        deletionTimestamp: timestamp(now + graceSeconds * 1000),
        ...(!holdsContent && { deletionGracePeriodSeconds: graceSeconds }),
        ...(type.generation && {
          generation: (metadata.generation ?? 0) + 1,
        }),
      }),
    },
    ...(holdsContent && { status: { phase: 'Terminating' } }),
  };
}

/** Whether a change has taken away the last that held an object whose deletion had begun. */
export function releases(before: KubeObject, after: KubeObject): boolean {
  const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } =
    after.metadata;
  return Boolean(
    deletionTimestamp &&
      !finalizers?.length &&
      before.metadata.finalizers?.length &&
      !deletionGracePeriodSeconds,
  );
}

/** What is deleted at once is shown as if its end had just begun. */
export function asDeleted<T extends KubeObject>(
  type: ResourceType<T>,
  object: T,
  now: number,
): T {
  const isPod = resourceId(type) === 'pods';
  const isDefinition =
    resourceId(type) === resourceId(CustomResourceDefinitions);
  if (!isPod && !isDefinition) return object;
  const { generation = 0 } = object.metadata;
  return {
    ...object,
    metadata: {
      ...object.metadata,
      ...(isPod && { generation: generation + 1 }),
      deletionTimestamp: timestamp(now),
      ...(isPod && { deletionGracePeriodSeconds: 0 }),
    },
  };
}

/** Only pods end gracefully, and only once they are on a node. */
function graceOf(
  type: ResourceType,
  object: KubeObject,
  asked: number | undefined,
): number {
  const spec = object.spec as
    | { nodeName?: string; terminationGracePeriodSeconds?: number }
    | undefined;
  const phase = (object.status as { phase?: string } | undefined)?.phase;
  if (
    resourceId(type) !== 'pods' ||
    !spec?.nodeName ||
    phase === 'Succeeded' ||
    phase === 'Failed'
  ) {
    return 0;
  }
  return asked ?? spec.terminationGracePeriodSeconds ?? 30;
}

function finalizersFor(
  type: ResourceType,
  object: KubeObject,
  policy: PropagationPolicy | undefined,
): string[] {
  const kept = (object.metadata.finalizers ?? []).filter(
    finalizer =>
      !policy || (finalizer !== 'orphan' && finalizer !== 'foregroundDeletion'),
  );
  // Jobs kept their old default when the others changed theirs.
  const effective =
    policy ?? (resourceId(type) === 'jobs.batch' ? 'Orphan' : 'Background');
  if (effective === 'Foreground') return [...kept, 'foregroundDeletion'];
  if (effective === 'Orphan' && !kept.includes('orphan')) {
    return [...kept, 'orphan'];
  }
  return kept;
}
