import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';

const CONFIG_KEY = 'groundcrew.clusters.encryptionKeys';
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
/** NIST SP 800-38D: 96 bits, random. At the number of clusters that people register by hand, a repeat is out of reach. */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** A text that only the holder of a key can read or change. */
export interface SealedText {
  /** Which key it was sealed with. */
  keyId: string;
  /** Base64 of nonce, authentication tag and ciphertext. */
  sealed: string;
}

/** Seals credentials with AES-256-GCM and the keys of the configuration: the first one seals, each of them opens. */
export class CredentialCipher {
  readonly #keys: ReadonlyMap<string, Buffer>;

  /** @throws InputError when a key is not 32 bytes in base64, or two have the same id. */
  static fromConfig(config: Config): CredentialCipher {
    const keys = new Map<string, Buffer>();
    for (const each of config.getOptionalConfigArray(CONFIG_KEY) ?? []) {
      const id = each.getString('id');
      const text = each.getString('key');
      const key = Buffer.from(text, 'base64');
      // Node skips what is not base64: only a text that survives the round trip was meant as it stands.
      const isBase64 =
        key.toString('base64').replace(/=+$/, '') ===
        text.trim().replace(/=+$/, '');
      if (!isBase64 || key.length !== KEY_BYTES) {
        throw new InputError(
          `The key '${id}' in ${CONFIG_KEY} must be ${KEY_BYTES} bytes in base64. Make one with: openssl rand -base64 ${KEY_BYTES}`,
        );
      }
      if (keys.has(id)) {
        throw new InputError(`Two keys in ${CONFIG_KEY} have the id '${id}'`);
      }
      keys.set(id, key);
    }
    return new CredentialCipher(keys);
  }

  private constructor(keys: ReadonlyMap<string, Buffer>) {
    this.#keys = keys;
  }

  /** The id of the key that seals; undefined when none is configured. */
  get sealingKeyId(): string | undefined {
    return this.#keys.keys().next().value;
  }

  /**
   * The key that seals.
   *
   * @throws InputError when none is configured.
   */
  demandKey(): { keyId: string; key: Buffer } {
    const [entry] = this.#keys;
    if (!entry) {
      throw new InputError(
        `Clusters cannot be registered: there is no key to encrypt their credentials with. Add one to ${CONFIG_KEY} (an id, and as key the output of: openssl rand -base64 ${KEY_BYTES})`,
      );
    }
    const [keyId, key] = entry;
    return { keyId, key };
  }

  /**
   * @param boundTo - what the text belongs to: it can only be opened by naming the same again
   * @throws InputError when no key is configured.
   */
  seal(plaintext: string, boundTo: string): SealedText {
    const { keyId, key } = this.demandKey();
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, nonce);
    cipher.setAAD(Buffer.from(boundTo, 'utf8'));
    const ciphertext = Buffer.concat([
      cipher.update(plaintext, 'utf8'),
      cipher.final(),
    ]);
    return {
      keyId,
      sealed: Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString(
        'base64',
      ),
    };
  }

  /** @throws InputError, in words, when the key is gone, or the text was changed or belongs to something else. */
  open(text: SealedText, boundTo: string): string {
    const key = this.#keys.get(text.keyId);
    if (!key) {
      throw new InputError(
        `its credentials are encrypted with the key '${text.keyId}', which is not in ${CONFIG_KEY} any more. Put it back, or remove the cluster and register it again`,
      );
    }
    const bytes = Buffer.from(text.sealed, 'base64');
    try {
      const decipher = createDecipheriv(
        ALGORITHM,
        key,
        bytes.subarray(0, NONCE_BYTES),
        { authTagLength: TAG_BYTES },
      );
      decipher.setAAD(Buffer.from(boundTo, 'utf8'));
      decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      return Buffer.concat([
        decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)),
        decipher.final(),
      ]).toString('utf8');
    } catch {
      throw new InputError(
        `its credentials cannot be decrypted: the key '${text.keyId}' is not the one that they were encrypted with, or the database was changed. Remove the cluster and register it again`,
      );
    }
  }
}
