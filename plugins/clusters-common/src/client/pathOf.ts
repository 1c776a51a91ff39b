/**
 * Fills names into a path, so that none of them can leave its segment.
 *
 * @example
 * ```ts
 * pathOf`/clusters/${cluster}/events`;
 * ```
 *
 * @public
 */
export function pathOf(
  parts: TemplateStringsArray,
  ...names: string[]
): string {
  return String.raw({ raw: parts }, ...names.map(encodeURIComponent));
}
