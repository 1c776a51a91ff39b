import type { ClusterCredentials } from '../locators';
import { credentialsExpireAt } from './credentialsExpireAt';

const token = (payload: unknown) =>
  ['{}', JSON.stringify(payload), 'signature']
    .map(part => Buffer.from(part).toString('base64url'))
    .join('.');
const direct = (credentials: ClusterCredentials) =>
  credentialsExpireAt({
    type: 'direct',
    server: 'https://10.0.0.1',
    address: 'trusted',
    credentials,
  });

describe('credentialsExpireAt', () => {
  it.each<[string, string, number | undefined]>([
    ['a token that ends', token({ exp: 1_800_000_000 }), 1_800_000_000_000],
    ['a token without an end', token({ sub: 'us' }), undefined],
    ['a token whose end is no time', token({ exp: 'never' }), undefined],
    ['a token of another kind', 'abcdef.0123456789abcdef', undefined],
    ['a token that is almost one of ours', 'a.b.c', undefined],
    ['an empty token', '', undefined],
  ])('reads the end of %s', (_, value, expected) => {
    expect(direct({ type: 'token', token: value })).toBe(expected);
  });

  it('says nothing of a certificate that is none, and of what is renewed by itself', () => {
    expect(
      direct({ type: 'client-certificate', certificate: 'x', key: 'y' }),
    ).toBeUndefined();
    expect(direct({ type: 'in-cluster' })).toBeUndefined();
    expect(credentialsExpireAt({ type: 'in-cluster' })).toBeUndefined();
  });
});
