import { useRef } from 'react';

/**
 * Keeps items in the order in which they were first seen, so that a live list does not move under the pointer; new ones
 * come last.
 *
 * @param items - in the order that a first look should have
 * @param keyOf - what identifies an item
 *
 * @public
 */
export function useStableOrder<T>(
  items: readonly T[],
  keyOf: (item: T) => string,
): T[] {
  const places = useRef(new Map<string, number>());
  for (const item of items) {
    const key = keyOf(item);
    if (!places.current.has(key)) {
      places.current.set(key, places.current.size);
    }
  }
  const placeOf = (item: T) => places.current.get(keyOf(item)) ?? 0;
  return [...items].sort((left, right) => placeOf(left) - placeOf(right));
}
