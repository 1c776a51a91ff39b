import { NotFoundError } from '@backstage/errors';
import { responseError } from '../testUtils';
import { isNotFound, messageOf } from './messageOf';

describe('messageOf', () => {
  it('says what the backend said', async () => {
    const error = await responseError(
      403,
      'NotAllowedError',
      'You may not read the logs of shop',
    );
    expect(messageOf(error)).toBe('You may not read the logs of shop');
  });

  it('says what the error says when there is nothing behind it', () => {
    expect(messageOf(new Error('Failed to fetch'))).toBe('Failed to fetch');
    expect(messageOf(new Error('outer', { cause: 'a word' }))).toBe('outer');
  });
});

describe('isNotFound', () => {
  it('tells what is gone from what is broken', async () => {
    expect(isNotFound(await responseError(404, 'NotFoundError', 'gone'))).toBe(
      true,
    );
    expect(isNotFound(new NotFoundError('gone'))).toBe(true);
    expect(isNotFound(await responseError(503, 'Error', 'down'))).toBe(false);
  });
});
