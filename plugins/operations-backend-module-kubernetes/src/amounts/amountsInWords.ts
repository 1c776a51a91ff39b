import { AMOUNTS, inBase, NO_AMOUNT, type Amounts } from './containerAmounts';

/** `memory limit 384Mi, CPU request 250m`. */
export function amountsInWords(amounts: Amounts): string {
  const stated = AMOUNTS.flatMap(({ field, label }) =>
    amounts[field] === undefined
      ? []
      : `${label.replace(/^M/, 'm')} ${amounts[field]}`,
  );
  return stated.length > 0 ? stated.join(', ') : 'no requests and limits';
}

/** `memory limit 384Mi instead of 256Mi`. */
export function amountsDifference(before: Amounts, after: Amounts): string {
  return AMOUNTS.filter(
    ({ field }) => inBase(before[field]) !== inBase(after[field]),
  )
    .map(
      ({ field }) =>
        `${amountsInWords({ [field]: after[field] ?? NO_AMOUNT })} instead of ${
          before[field] ?? NO_AMOUNT
        }`,
    )
    .join(', ');
}
