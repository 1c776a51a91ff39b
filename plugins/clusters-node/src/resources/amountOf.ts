import { parseQuantity } from './parseQuantity';

/**
 * One of several quantities as a number of its base unit (cores, bytes, pieces); what is absent or cannot be read counts
 * as nothing.
 *
 * @public
 */
export function amountOf(
  quantities: Readonly<Record<string, string>> | undefined,
  resource: string,
): number {
  return parseQuantity(quantities?.[resource] ?? '0') ?? 0;
}
