/** "a", "a and b", "a, b and 3 more". */
export function inWords(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most);
  if (names.length > most) {
    return `${shown.join(', ')} and ${names.length - most} more`;
  }
  return shown.length < 2
    ? shown.join('')
    : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
