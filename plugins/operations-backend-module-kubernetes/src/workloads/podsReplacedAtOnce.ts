import { wantedPods, type Workload } from './Workload';

/** How many pods of a workload are unavailable at a time, at the most, while its pods are replaced. */
export function podsReplacedAtOnce(workload: Workload): number {
  const { kind, spec } = workload;
  const pods = wantedPods(workload);
  const strategy =
    kind === 'Deployment' ? spec?.strategy : spec?.updateStrategy;
  if (strategy?.type === 'Recreate') {
    return pods;
  }
  if (strategy?.type === 'OnDelete') {
    return 0;
  }
  const { maxSurge, maxUnavailable } = strategy?.rollingUpdate ?? {};
  if (kind === 'Deployment') {
    const unavailable = amount(maxUnavailable ?? '25%', pods, Math.floor);
    const surge = amount(maxSurge ?? '25%', pods, Math.ceil);
    // The API server refuses 0 and 0; percentages may come to that, and then one goes at a time.
    return Math.min(pods, unavailable === 0 && surge === 0 ? 1 : unavailable);
  }
  // Percentages of a StatefulSet and of a DaemonSet are rounded up, of a Deployment down.
  const unavailable = amount(maxUnavailable ?? 1, pods, Math.ceil);
  const surge = amount(maxSurge ?? 0, pods, Math.ceil);
  return Math.min(
    pods,
    kind === 'DaemonSet' && surge > 0 ? unavailable : Math.max(1, unavailable),
  );
}

function amount(
  value: number | string,
  of: number,
  round: (count: number) => number,
): number {
  return typeof value === 'number'
    ? value
    : round((Number.parseInt(value, 10) * of) / 100);
}
