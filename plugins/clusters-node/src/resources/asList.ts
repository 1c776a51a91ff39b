/** Objects that nobody validated may hold anything. */
export function asList<T>(
  value: readonly T[] | null | undefined,
): readonly T[] {
  return Array.isArray(value) ? value.filter(Boolean) : [];
}
