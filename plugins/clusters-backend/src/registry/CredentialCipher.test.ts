import { randomBytes } from 'node:crypto';
import { ConfigReader } from '@backstage/config';
import { CredentialCipher } from './CredentialCipher';

const first = { id: '2026-01', key: randomBytes(32).toString('base64') };
const second = { id: '2026-07', key: randomBytes(32).toString('base64') };

function cipherWith(...keys: { id: string; key: string }[]): CredentialCipher {
  return CredentialCipher.fromConfig(
    new ConfigReader({ groundcrew: { clusters: { encryptionKeys: keys } } }),
  );
}

describe('CredentialCipher', () => {
  it('opens what it sealed, for what it belongs to', () => {
    const cipher = cipherWith(first);
    const sealed = cipher.seal('a secret', 'prod');
    expect(sealed.keyId).toBe('2026-01');
    expect(cipher.open(sealed, 'prod')).toBe('a secret');
  });

  it('keeps nothing readable', () => {
    const { sealed } = cipherWith(first).seal('a secret', 'prod');
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain(
      'secret',
    );
  });

  it('never seals the same twice', () => {
    const cipher = cipherWith(first);
    expect(cipher.seal('a secret', 'prod').sealed).not.toBe(
      cipher.seal('a secret', 'prod').sealed,
    );
  });

  it('does not open it for anything else', () => {
    const cipher = cipherWith(first);
    const sealed = cipher.seal('a secret', 'prod');
    expect(() => cipher.open(sealed, 'dev')).toThrow(/cannot be decrypted/);
  });

  it('does not open it when any byte of it was changed', () => {
    const cipher = cipherWith(first);
    const { keyId, sealed } = cipher.seal('a secret', 'prod');
    const bytes = Buffer.from(sealed, 'base64');
    for (let index = 0; index < bytes.length; index++) {
      const changed = Buffer.from(bytes);
      changed[index] ^= 1;
      expect(() =>
        cipher.open({ keyId, sealed: changed.toString('base64') }, 'prod'),
      ).toThrow(/cannot be decrypted/);
    }
  });

  it.each(['', 'AAAA', '!'])('does not open %p', sealed => {
    expect(() =>
      cipherWith(first).open({ keyId: first.id, sealed }, 'prod'),
    ).toThrow(/cannot be decrypted/);
  });

  it('does not take a shorter tag for a whole one', () => {
    const cipher = cipherWith(first);
    const { keyId, sealed } = cipher.seal('', 'prod');
    const short = Buffer.from(sealed, 'base64').subarray(0, 12 + 4);
    expect(() =>
      cipher.open({ keyId, sealed: short.toString('base64') }, 'prod'),
    ).toThrow(/cannot be decrypted/);
  });

  it('seals with the first key and opens with each', () => {
    const old = cipherWith(first).seal('a secret', 'prod');
    const rotated = cipherWith(second, first);
    expect(rotated.sealingKeyId).toBe('2026-07');
    expect(rotated.seal('a secret', 'prod').keyId).toBe('2026-07');
    expect(rotated.open(old, 'prod')).toBe('a secret');
  });

  it('says which key is gone', () => {
    const old = cipherWith(first).seal('a secret', 'prod');
    expect(() => cipherWith(second).open(old, 'prod')).toThrow(/'2026-01'/);
  });

  it('says that the key is another one', () => {
    const old = cipherWith(first).seal('a secret', 'prod');
    const replaced = cipherWith({ ...second, id: first.id });
    expect(() => replaced.open(old, 'prod')).toThrow(/not the one/);
  });

  it('says which key to configure when there is none', () => {
    expect(() => cipherWith().seal('a secret', 'prod')).toThrow(
      /groundcrew\.clusters\.encryptionKeys/,
    );
    expect(cipherWith().sealingKeyId).toBeUndefined();
  });

  it.each([
    ['too short', randomBytes(16).toString('base64')],
    ['too long', randomBytes(33).toString('base64')],
    ['hexadecimal', randomBytes(32).toString('hex')],
    ['a phrase', 'correct horse battery staple correct horse !'],
  ])('refuses a key that is %s, without repeating it', (_, key) => {
    let message = '';
    try {
      cipherWith({ id: 'odd', key });
    } catch (error) {
      message = (error as Error).message;
    }
    expect(message).toMatch(/'odd'.*32 bytes/);
    expect(message).not.toContain(key);
  });

  it('refuses two keys of one id', () => {
    expect(() => cipherWith(first, { ...second, id: first.id })).toThrow(
      /Two keys/,
    );
  });
});
