/** The value that this share of the values does not exceed: the nearest rank. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  const rank = Math.ceil(sorted.length * share);
  return sorted[Math.max(rank, 1) - 1];
}
