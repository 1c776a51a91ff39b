import { specDigest, type RawObject } from '@groundcrew/plugin-clusters-node';
import { hash } from 'node:crypto';

/** The digest of a spec as an API server writes it. */
export function digestOfSpec(json: Buffer | string): string {
  return hash('sha256', json, 'base64');
}

/**
 * Adds digests of their specs to the pods of a list, so that their first change need not have its spec read.
 *
 * @remarks
 *
 * API servers write the fields of a spec always in the same order, and so does JSON.stringify once they are parsed. It
 * writes some characters another way (`<` as such): then the first change of such a pod has its spec read, and no other.
 */
export function withSpecDigests(
  page: readonly RawObject[],
): readonly RawObject[] {
  for (const raw of page) {
    const { spec } = raw as { spec?: unknown };
    if (spec) {
      raw[specDigest] = digestOfSpec(JSON.stringify(spec));
    }
  }
  return page;
}
