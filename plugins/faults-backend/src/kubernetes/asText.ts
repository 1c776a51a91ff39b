/** What should be text, and in a broken object may be anything. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
