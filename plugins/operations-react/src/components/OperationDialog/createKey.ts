/** Names one attempt that no other is named by. `crypto.randomUUID` is missing where the page did not come over HTTPS. */
export function createKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}
