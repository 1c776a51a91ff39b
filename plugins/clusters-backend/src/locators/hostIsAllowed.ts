/**
 * Whether the host of a URL is among those allowed.
 *
 * @param allowed - names or addresses, with or without a port; "*.example.com" stands for every name below
 */
export function hostIsAllowed(
  server: string,
  allowed: readonly string[],
): boolean {
  let url: URL;
  try {
    url = new URL(server);
  } catch {
    return false;
  }
  const port = url.port || '443';
  return allowed.some(pattern => {
    const [, host, wantedPort] =
      /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(pattern.toLowerCase()) ?? [];
    if (!host || (wantedPort && wantedPort !== port)) {
      return false;
    }
    return host.startsWith('*.')
      ? url.hostname.endsWith(host.slice(1))
      : url.hostname === host;
  });
}
