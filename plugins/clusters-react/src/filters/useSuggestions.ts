import { useRef } from 'react';

/**
 * What filters may be filled with: what was seen since the page was opened. A filter that leaves one cluster does not make the
 * others unknown.
 *
 * @param items - what is shown now
 * @param valuesOf - for each filter, what of an item it may be filled with; the same each time
 * @returns for each filter what was seen, sorted
 *
 * @public
 */
export function useSuggestions<TName extends string, TItem>(
  items: readonly TItem[],
  valuesOf: Readonly<
    Record<TName, (item: TItem) => readonly (string | undefined)[]>
  >,
): Record<TName, string[]> {
  const names = Object.keys(valuesOf) as TName[];
  const seen = useRef(new Map(names.map(name => [name, new Set<string>()])));
  for (const [name, values] of seen.current) {
    for (const value of items.flatMap(valuesOf[name])) {
      if (value) {
        values.add(value);
      }
    }
  }
  return Object.fromEntries(
    [...seen.current].map(([name, values]) => [name, [...values].sort()]),
  ) as Record<TName, string[]>;
}
