import type { ContainerStatus, Pod } from 'kubernetes-types/core/v1';

/** That will not go away by waiting. */
const HOPELESS = new Set([
  'InvalidImageName',
  'ErrImageNeverPull',
  'CreateContainerConfigError',
]);

/** A registry may be gone for a moment. */
const PULL_GRACE_MS = 60_000;
const MAX_CRASHES = 3;

/**
 * Why new pods will not become ready by waiting, told by the first that does not; undefined while there is hope. Found
 * long before a progress deadline, and for kinds that have none.
 *
 * @param pods - the new ones alone
 */
export function stuckPod(pods: readonly Pod[], now: Date): string | undefined {
  for (const { metadata, status } of pods) {
    const containers = [
      ...(status?.initContainerStatuses ?? []),
      ...(status?.containerStatuses ?? []),
    ];
    const ageMs = now.getTime() - Date.parse(metadata?.creationTimestamp ?? '');
    for (const container of containers) {
      const problem = problemOf(container, ageMs);
      if (problem) {
        return `${metadata?.name}: ${problem}`;
      }
    }
  }
  return undefined;
}

function problemOf(
  { image, name, restartCount, state }: ContainerStatus,
  ageMs: number,
): string | undefined {
  const reason = state?.waiting?.reason ?? '';
  if (HOPELESS.has(reason)) {
    return `${name} cannot start (${reason})`;
  }
  if (reason === 'ImagePullBackOff' && ageMs > PULL_GRACE_MS) {
    return `the image ${image} cannot be pulled (${reason})`;
  }
  if (reason === 'CrashLoopBackOff' && restartCount >= MAX_CRASHES) {
    return `${name} crashed ${restartCount} times (${reason})`;
  }
  return undefined;
}
