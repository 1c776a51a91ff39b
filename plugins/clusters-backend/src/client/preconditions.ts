import type {
  JsonPatchOperation,
  LiveObject,
  Preconditions,
} from '@groundcrew/plugin-clusters-node';
import { isDeepStrictEqual } from 'node:util';

/** The request for a patch that the API server takes for this object in this state only. */
export function conditionalPatch(
  patch: object | readonly JsonPatchOperation[],
  preconditions: Preconditions,
): { method: 'PATCH'; contentType: string; body: object } {
  const conditions = definedOf(preconditions);
  if (isJsonPatch(patch)) {
    const tests = Object.entries(conditions).map(([field, value]) => ({
      op: 'test',
      path: `/metadata/${field}`,
      value,
    }));
    return {
      method: 'PATCH',
      contentType: 'application/json-patch+json',
      body: [...tests, ...patch],
    };
  }
  const { metadata } = patch as { metadata?: object };
  const isConditional = Object.keys(conditions).length > 0;
  return {
    method: 'PATCH',
    contentType: 'application/merge-patch+json',
    body: isConditional
      ? { ...patch, metadata: { ...metadata, ...conditions } }
      : patch,
  };
}

/** The `preconditions` of `DeleteOptions`, undefined when there are none. */
export function deletePreconditions(
  preconditions: Preconditions,
): Preconditions | undefined {
  const conditions = definedOf(preconditions);
  return Object.keys(conditions).length > 0 ? conditions : undefined;
}

/**
 * Whether a patch that the API server refused without a reason was made for another object, or another state of it, than
 * the one there is.
 *
 * @param patch - as the caller gave it; of a JSON patch the tests that come before its first change count
 */
export function isMadeForAnother(
  live: LiveObject,
  patch: object | readonly JsonPatchOperation[],
  preconditions: Preconditions,
): boolean {
  if (
    Object.entries(definedOf(preconditions)).some(
      ([field, value]) => live.metadata[field as keyof Preconditions] !== value,
    )
  ) {
    return true;
  }
  if (!isJsonPatch(patch)) {
    return false;
  }
  const firstChange = patch.findIndex(({ op }) => op !== 'test');
  const tests = firstChange < 0 ? patch : patch.slice(0, firstChange);
  return tests.some(
    ({ path, value }) => !isDeepStrictEqual(valueAt(live, path), value),
  );
}

function isJsonPatch(
  patch: object | readonly JsonPatchOperation[],
): patch is readonly JsonPatchOperation[] {
  return Array.isArray(patch);
}

function definedOf({ uid, resourceVersion }: Preconditions): Preconditions {
  return {
    ...(uid !== undefined && { uid }),
    ...(resourceVersion !== undefined && { resourceVersion }),
  };
}

/** What a JSON pointer (RFC 6901) leads to. */
function valueAt(document: unknown, pointer: string): unknown {
  let value = document;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replace(/~1/g, '/').replace(/~0/g, '~');
    if (
      typeof value !== 'object' ||
      value === null ||
      !Object.hasOwn(value, key)
    ) {
      return undefined;
    }
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}
