import { asList } from '../../kubernetes/asList';

/** A part of an object, of which nobody knows whether it is as it should be. */
export type Json = Readonly<Record<string, unknown>>;

/** What should be an object, and in a broken one may be anything. */
export function recordOf(value: unknown): Json {
  return value && typeof value === 'object' && !Array.isArray(value)
    ? (value as Json)
    : {};
}

/** The objects in what should be a list of them. */
export function recordsOf(value: unknown): Json[] {
  return asList(value as unknown[] | undefined).map(recordOf);
}

/** The part of an object below some fields. */
export function partOf(value: unknown, ...fields: string[]): Json {
  return fields.reduce(
    (part: Json, field) => recordOf(part[field]),
    recordOf(value),
  );
}

/** Labels as people write them: `app=cart,tier=web`. */
export function labelsInWords(value: unknown): string {
  return Object.entries(recordOf(value))
    .map(([key, label]) => `${key}=${String(label)}`)
    .sort()
    .join(',');
}
