/**
 * Why a request to a cluster failed (`conflict`, `throttled`, `not-found` …); undefined for every other error.
 */
export function failureOf(error: unknown): string | undefined {
  const { failure } = (error ?? {}) as { failure?: unknown };
  return typeof failure === 'string' ? failure : undefined;
}
