/**
 * Whether one resourceVersion is older than another.
 *
 * @remarks
 *
 * Versions of one cluster count up as decimal numbers. Of anything else nothing is known, so nothing is older.
 */
export function isOlder(version: string, than: string): boolean {
  if (!isDecimal(version) || !isDecimal(than)) {
    return false;
  }
  return version.length === than.length
    ? version < than
    : version.length < than.length;
}

function isDecimal(version: string): boolean {
  return /^[1-9]\d*$/.test(version);
}
