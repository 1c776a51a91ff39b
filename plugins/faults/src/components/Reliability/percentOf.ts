/** How exact a percentage is given near the whole, where each digit counts. */
const DIGITS = 3;

/** A share of 0 to 1 in percent, never rounded up: 99.9996 % is not 100 %. */
export function percentOf(share: number): string {
  const scale = 10 ** DIGITS;
  // What is stored as 0.999 times 100 is a little less than 99.9.
  const floored = Math.floor(share * 100 * scale + 1e-6) / scale;
  return `${floored.toLocaleString(undefined, {
    maximumFractionDigits: DIGITS,
  })} %`;
}
