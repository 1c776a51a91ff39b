import type { Taint, Toleration } from 'kubernetes-types/core/v1';

/** Whether one of the tolerations is for this taint. */
export function tolerates(
  tolerations: readonly Toleration[] | undefined,
  taint: Taint,
): boolean {
  return (tolerations ?? []).some(
    ({ effect, key, operator, value }) =>
      (!effect || effect === taint.effect) &&
      (operator === 'Exists'
        ? !key || key === taint.key
        : key === taint.key && (value ?? '') === (taint.value ?? '')),
  );
}
