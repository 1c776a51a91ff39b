/** The search part of a url, with its question mark; empty when no parameter has a value. */
export function searchOf(query: object): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined) {
        parameters.append(name, String(one));
      }
    }
  }
  return parameters.size > 0 ? `?${parameters}` : '';
}
