import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { AuditAnchor } from './AuditAnchor';
import { canonicalJson } from './canonicalJson';

const MIN_SECRET_LENGTH = 32;

/** A key that anchors are signed with. */
export interface AnchorKey {
  id: string;
  secret: string;
}

/** What a signature says. `unsigned` and `unknown-key` say nothing. */
export type SignatureVerdict =
  | 'genuine'
  | 'forged'
  | 'unsigned'
  | 'unknown-key';

/**
 * Signs anchors with HMAC-SHA-256, so that whoever can write to the database cannot make one.
 *
 * @remarks
 *
 * Without a configured key anchors are not signed. A key that we made ourselves would have to be kept in the very database
 * that it is to protect: it would look like protection, and be none.
 */
export class AnchorSigner {
  readonly #keys: AnchorKey[];

  private constructor(keys: AnchorKey[]) {
    this.#keys = keys;
  }

  /** The first key signs, each of them verifies. */
  static create(keys: AnchorKey[]): AnchorSigner {
    const seen = new Set<string>();
    for (const { id, secret } of keys) {
      if (secret.length < MIN_SECRET_LENGTH) {
        throw new InputError(
          `The audit key '${id}' is too short: it takes ${MIN_SECRET_LENGTH} characters, for example of 'openssl rand -base64 32'`,
        );
      }
      if (seen.has(id)) {
        throw new InputError(`There are two audit keys with the id '${id}'`);
      }
      seen.add(id);
    }
    return new AnchorSigner(keys);
  }

  /** Reads `keys` of the section `groundcrew.operations.audit`. */
  static fromConfig(config: Config | undefined): AnchorSigner {
    const keys = config?.getOptionalConfigArray('keys') ?? [];
    return AnchorSigner.create(
      keys.map(key => ({
        id: key.getString('id'),
        secret: key.getString('secret'),
      })),
    );
  }

  get canSign(): boolean {
    return this.#keys.length > 0;
  }

  sign(anchor: Pick<AuditAnchor, 'sequence' | 'hash' | 'at'>): AuditAnchor {
    const { sequence, hash, at } = anchor;
    const [key] = this.#keys;
    if (!key) {
      return { sequence, hash, at };
    }
    const signed = { sequence, hash, at, keyId: key.id };
    return { ...signed, hmac: hmacOf(signed, key) };
  }

  verify(anchor: AuditAnchor): SignatureVerdict {
    if (anchor.hmac === undefined) {
      return 'unsigned';
    }
    const key = this.#keys.find(({ id }) => id === anchor.keyId);
    if (!key) {
      return 'unknown-key';
    }
    const expected = Buffer.from(hmacOf(anchor, key));
    const given = Buffer.from(anchor.hmac);
    return expected.length === given.length && timingSafeEqual(expected, given)
      ? 'genuine'
      : 'forged';
  }
}

function hmacOf(anchor: AuditAnchor, key: AnchorKey): string {
  const { sequence, hash, at, keyId } = anchor;
  return createHmac('sha256', key.secret)
    .update(canonicalJson({ sequence, hash, at, keyId }))
    .digest('hex');
}
