/** Whether two lists hold the same strings in the same order. */
export function sameStrings(
  left: readonly string[],
  right: readonly string[],
): boolean {
  return (
    left === right ||
    (left.length === right.length && left.every((item, i) => item === right[i]))
  );
}
