import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';

/** The full entity reference of an owner, or undefined for nothing or something malformed. */
export function ownerRefOrUndefined(
  text: string | undefined,
): string | undefined {
  if (!text) {
    return undefined;
  }
  try {
    return stringifyEntityRef(
      parseEntityRef(text.trim(), {
        defaultKind: 'group',
        defaultNamespace: 'default',
      }),
    );
  } catch {
    return undefined;
  }
}
