import type { Health } from '@groundcrew/plugin-faults-common';

/** The worst first. What nobody has looked at may be worse than what is known, unless something is down already. */
const WORST_FIRST: readonly Health[] = [
  'down',
  'unknown',
  'degraded',
  'up',
  'idle',
];

/** How several do together: no better than the worst of them; `unknown` when there is none. Pure. */
export function worstHealth(each: Iterable<Health>): Health {
  const all = new Set(each);
  return WORST_FIRST.find(health => all.has(health)) ?? 'unknown';
}
