const MEBI = 2 ** 20;

/** An amount in base units as a quantity that people read: `250m`, `384Mi`. Rounded down. */
export function roundedQuantity(
  resource: 'cpu' | 'memory',
  amount: number,
): string {
  return resource === 'cpu'
    ? `${Math.floor(amount * 1_000)}m`
    : `${Math.floor(amount / MEBI)}Mi`;
}
