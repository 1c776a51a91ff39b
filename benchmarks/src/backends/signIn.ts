/** The token of a viewer, as `viewersModule` gives one to whoever asks. It lasts for an hour. */
export async function signIn(url: string, viewer: string): Promise<string> {
  const response = await fetch(
    `${url}/api/auth/viewers/refresh?viewer=${viewer}`,
    { headers: { 'x-requested-with': 'XMLHttpRequest' } },
  );
  if (!response.ok) {
    throw new Error(`signing in was answered with ${response.status}`);
  }
  return (await response.json()).backstageIdentity.token;
}
