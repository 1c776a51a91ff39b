// Ids of plugins or of extensions. What is not named stands before the last two, in the order it came.
const first = [
  'entity-content:catalog/overview',
  'groundcrew-deployments',
  'groundcrew-faults',
];
const last = ['entity-content:catalog/dependencies', 'techdocs'];

/** Puts the tabs of an entity in the order in which they are looked at: how it runs, then how it hangs together, then what is written of it. */
export function orderTabs<T>(
  tabs: readonly T[],
  pluginIdOf: (tab: T) => string,
  extensionIdOf: (tab: T) => string,
): T[] {
  const place = (ids: string[], tab: T) =>
    ids.findIndex(id => id === extensionIdOf(tab) || id === pluginIdOf(tab));
  const rank = (tab: T) => {
    const atFront = place(first, tab);
    if (atFront >= 0) {
      return atFront;
    }
    const atEnd = place(last, tab);
    return first.length + (atEnd >= 0 ? 1 + atEnd : 0);
  };
  return [...tabs].sort((a, b) => rank(a) - rank(b));
}
