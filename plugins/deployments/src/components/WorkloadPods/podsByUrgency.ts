import type { PodView } from '@groundcrew/plugin-deployments-common';

/** Pods that are not ready first, the newest of them before the others, then by name. */
export function podsByUrgency(pods: readonly PodView[]): PodView[] {
  return [...pods].sort(
    (left, right) =>
      Number(left.ready) - Number(right.ready) ||
      (left.ready
        ? 0
        : (right.createdAt ?? '').localeCompare(left.createdAt ?? '', 'en')) ||
      left.name.localeCompare(right.name, 'en'),
  );
}
