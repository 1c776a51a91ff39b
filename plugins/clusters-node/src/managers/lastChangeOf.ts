import type { Change } from '@groundcrew/plugin-clusters-common';
import type { KubernetesObject } from '../kubernetesObjects';

/**
 * What the watch cache keeps of an entry of `managedFields`: who wrote which fields when, not the field set itself.
 *
 * @public
 */
export interface FieldWrite {
  manager?: string;
  operation?: string;
  time?: string;
  subresource?: string;
  /** The topmost fields that it owns, for example "spec.replicas". */
  paths?: string[];
}

const CHANGE_CAUSE = 'kubernetes.io/change-cause';

/**
 * The last change of what is wanted of an object, and by what. Undefined where the API server recorded none.
 *
 * @public
 */
export function lastChangeOf(object: KubernetesObject): Change | undefined {
  const writes = (object.metadata?.managedFields ??
    []) as readonly FieldWrite[];
  const wanted = writes.filter(
    ({ subresource, paths, time }) =>
      time &&
      subresource !== 'status' &&
      paths?.some(path => path.startsWith('spec')),
  );
  const last = wanted.sort((left, right) =>
    (right.time ?? '').localeCompare(left.time ?? '', 'en'),
  )[0];
  return last?.time
    ? {
        at: last.time,
        by: last.manager,
        paths: (last.paths ?? []).filter(path => path.startsWith('spec')),
        cause: object.metadata?.annotations?.[CHANGE_CAUSE],
      }
    : undefined;
}
