/** What should be a list, and in a broken object may be anything. Entries that are nothing are left out. */
export function asList<T>(value: readonly T[] | null | undefined): T[] {
  return Array.isArray(value)
    ? value.filter(entry => entry !== null && entry !== undefined)
    : [];
}
