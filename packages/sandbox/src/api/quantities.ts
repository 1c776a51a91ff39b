// The plugins have a parser of their own, on purpose: they are tested against this cluster, and an error that both
// shared would not be seen.
const FACTORS: Record<string, number> = {
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

/** The number behind a Kubernetes quantity, such as 0.25 for `250m`; 0 for what is not one. */
export function parseQuantity(quantity: string | number | undefined): number {
  const match = /^([+-]?[\d.]+(?:e\d+)?)([a-zA-Z]*)$/.exec(
    String(quantity ?? ''),
  );
  if (!match) return 0;
  return Number(match[1]) * (FACTORS[match[2]] ?? 0);
}

/** A quantity of `resource` as Kubernetes prints sums: CPU in millicores, bytes in the largest whole binary unit. */
export function formatQuantity(resource: string, value: number): string {
  if (/cpu$/.test(resource)) {
    const millicores = Math.round(value * 1000);
    return millicores % 1000 === 0
      ? String(millicores / 1000)
      : `${millicores}m`;
  }
  const rounded = Math.round(value);
  for (const unit of ['Ti', 'Gi', 'Mi', 'Ki']) {
    if (rounded > 0 && rounded % FACTORS[unit] === 0) {
      return `${rounded / FACTORS[unit]}${unit}`;
    }
  }
  return String(rounded);
}

/** An absolute number from `3` or from `25%` of a total. */
export function scaledValue(
  value: number | string | undefined,
  total: number,
  round: 'up' | 'down',
): number {
  if (value === undefined) return 0;
  const percent = /^(\d+)%$/.exec(String(value));
  if (!percent) return Number(value);
  const exact = (Number(percent[1]) * total) / 100;
  return round === 'up' ? Math.ceil(exact) : Math.floor(exact);
}
