/** An object of JSON, as it was parsed. */
export type Json = Record<string, unknown>;

/** Maps every value of a record; undefined where there is none. */
export function mapRecord(
  record: unknown,
  map: (value: string, key: string) => unknown,
): Json | undefined {
  return isJson(record)
    ? Object.fromEntries(
        Object.entries(record).map(([key, value]) => [
          key,
          map(value as string, key),
        ]),
      )
    : undefined;
}

export function isJson(value: unknown): value is Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
