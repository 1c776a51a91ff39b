/** The quantile of the normal distribution for a confidence of 95 %. */
const Z = 1.959963984540054;

/**
 * Between what a share lies that was seen `successes` times out of `trials`, with a confidence of 95 %: the score interval of E. B. Wilson,
 * "Probable Inference, the Law of Succession, and Statistical Inference", Journal of the American Statistical Association 22 (1927).
 *
 * @returns shares from 0 to 1; undefined without a trial
 */
export function wilsonInterval(
  successes: number,
  trials: number,
): { rate: number; low: number; high: number } | undefined {
  if (trials <= 0) {
    return undefined;
  }
  const rate = successes / trials;
  const square = Z ** 2;
  const scale = 1 + square / trials;
  const centre = (rate + square / (2 * trials)) / scale;
  const half =
    (Z / scale) *
    Math.sqrt((rate * (1 - rate)) / trials + square / (4 * trials ** 2));
  // Rounding may bring it past the rate itself at both ends.
  return {
    rate,
    low: Math.max(0, Math.min(rate, centre - half)),
    high: Math.min(1, Math.max(rate, centre + half)),
  };
}
