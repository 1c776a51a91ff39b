/**
 * What an error says to people: the backend's own words where there are some.
 *
 * @public
 */
export function messageOf(error: Error): string {
  const { cause } = error as { cause?: unknown };
  // A ResponseError says "Request failed with …"; what the backend said is its cause.
  return cause instanceof Error || hasMessage(cause)
    ? cause.message
    : error.message;
}

/**
 * Whether the backend answered that there is no such thing.
 *
 * @public
 */
export function isNotFound(error: Error): boolean {
  const { cause, statusCode } = error as {
    cause?: { name?: string };
    statusCode?: number;
  };
  return (
    error.name === 'NotFoundError' ||
    cause?.name === 'NotFoundError' ||
    statusCode === 404
  );
}

function hasMessage(value: unknown): value is { message: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { message?: unknown }).message === 'string'
  );
}
