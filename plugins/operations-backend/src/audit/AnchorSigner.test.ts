import { ConfigReader } from '@backstage/config';
import { AnchorSigner } from './AnchorSigner';

const secret = (letter: string) => letter.repeat(32);
const head = { sequence: 7, hash: 'abc', at: '2027-01-15T08:00:00.000Z' };

describe('AnchorSigner', () => {
  const signer = AnchorSigner.create([
    { id: 'new', secret: secret('n') },
    { id: 'old', secret: secret('o') },
  ]);

  it('signs with the first key, and verifies with each', () => {
    const old = AnchorSigner.create([{ id: 'old', secret: secret('o') }]);
    expect(signer.sign(head)).toMatchObject({ ...head, keyId: 'new' });
    expect(signer.verify(signer.sign(head))).toBe('genuine');
    expect(signer.verify(old.sign(head))).toBe('genuine');
    expect(old.verify(signer.sign(head))).toBe('unknown-key');
  });

  it.each([
    ['another row', { sequence: 8 }],
    ['another hash', { hash: 'abd' }],
    ['another time', { at: '2027-01-15T08:00:00.001Z' }],
    ['another key', { keyId: 'old' }],
    ['another signature', { hmac: 'a'.repeat(64) }],
    ['half a signature', { hmac: 'a' }],
  ])('knows that a signature is not for %s', (_, change) => {
    expect(signer.verify({ ...signer.sign(head), ...change })).toBe('forged');
  });

  it('signs nothing without a key', () => {
    const keyless = AnchorSigner.fromConfig(undefined);
    expect(keyless.canSign).toBe(false);
    expect(keyless.sign(head)).toEqual(head);
    expect(keyless.verify(head)).toBe('unsigned');
  });

  it('reads keys from config, and refuses weak or ambiguous ones without repeating them', () => {
    const fromConfig = (...keys: { id: string; secret: string }[]) =>
      AnchorSigner.fromConfig(new ConfigReader({ keys }));
    expect(fromConfig({ id: 'a', secret: secret('a') }).canSign).toBe(true);
    expect(() => fromConfig({ id: 'a', secret: 'hunter2' })).toThrow(
      /^The audit key 'a' is too short(?!.*hunter2)/,
    );
    expect(() =>
      fromConfig(
        { id: 'a', secret: secret('a') },
        { id: 'a', secret: secret('b') },
      ),
    ).toThrow("There are two audit keys with the id 'a'");
  });
});
