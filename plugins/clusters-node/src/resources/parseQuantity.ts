const SUFFIXES: Record<string, number> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * A quantity of the Kubernetes API as a number of its base unit: cores, bytes, pieces.
 *
 * @param quantity - for example "250m", "1.5Gi", "2", "1e3"
 * @returns undefined when it is none
 *
 * @public
 */
export function parseQuantity(quantity: string | number): number | undefined {
  const [, number, suffix] =
    /^([+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)([a-zA-Z]*)$/.exec(
      String(quantity),
    ) ?? [];
  const factor = SUFFIXES[suffix];
  return factor === undefined ? undefined : Number(number) * factor;
}
