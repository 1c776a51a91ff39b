/**
 * Names the digest of the spec of a {@link RawObject}: a symbol, so that it is in no JSON.
 *
 * @public
 */
export const specDigest: unique symbol = Symbol('specDigest');
