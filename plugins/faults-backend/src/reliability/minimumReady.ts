/** What a roll-out may take away, and add: numbers of pods, or shares such as `25%`. */
export interface Allowance {
  maxUnavailable?: number | string;
  maxSurge?: number | string;
}

/**
 * How many pods a roll-out by this strategy leaves at least; of a workload that is wanted never less than one. Pure.
 *
 * @remarks
 *
 * As the controllers resolve it: a share that may be unavailable is rounded down, one that may be added is rounded up, and
 * where both come to nothing one pod may be unavailable, for else nothing could move
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#max-unavailable).
 */
export function minimumReady(
  desired: number,
  { maxSurge, maxUnavailable }: Allowance = {},
): number {
  const unavailable = amount(maxUnavailable, desired, Math.floor) ?? 0;
  const surge =
    maxSurge === undefined ? undefined : amount(maxSurge, desired, Math.ceil);
  const taken = unavailable === 0 && surge === 0 ? 1 : unavailable;
  return Math.max(desired - taken, 1);
}

function amount(
  value: number | string | undefined,
  desired: number,
  round: (share: number) => number,
): number | undefined {
  if (typeof value === 'number') {
    return value;
  }
  const percent = /^(\d{1,3})%$/.exec(value ?? '')?.[1];
  return percent === undefined
    ? undefined
    : round((Number(percent) * desired) / 100);
}
