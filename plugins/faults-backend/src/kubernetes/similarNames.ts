/** Below, names are alike by chance. */
const SHORTEST = 5;
const LONGEST = 63;
const MOST_EDITS = 2;

/** Whether one name may be a slip of the other: one begins with the other, or they are at most two edits apart. */
export function areSimilar(a: string, b: string): boolean {
  const lengths = [a.length, b.length];
  if (Math.min(...lengths) < SHORTEST || Math.max(...lengths) > LONGEST) {
    return false;
  }
  return a.startsWith(b) || b.startsWith(a) || editsBetween(a, b) <= MOST_EDITS;
}

/** Of some names, the one with the fewest edits; undefined where there are none. */
export function nearestName(
  name: string,
  names: Iterable<string>,
): string | undefined {
  let nearest: { name: string; edits: number } | undefined;
  for (const each of names) {
    const edits = editsBetween(name.slice(0, LONGEST), each.slice(0, LONGEST));
    if (!nearest || edits < nearest.edits) {
      nearest = { name: each, edits };
    }
  }
  return nearest?.name;
}

/** Levenshtein's distance. */
function editsBetween(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const swap =
        previous[column - 1] + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(
        Math.min(previous[column] + 1, current[column - 1] + 1, swap),
      );
    }
    previous = current;
  }
  return previous[b.length];
}
