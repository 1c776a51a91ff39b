import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { refusalOf } from './refusalOf';

const response = (statusCode: number, body?: object) =>
  Object.assign(new Error(`no: ${statusCode}`), {
    name: 'ResponseError',
    statusCode,
    body,
  });

describe('refusalOf', () => {
  it.each<[unknown, string | undefined]>([
    [new NotAllowedError('not granted'), 'not granted'],
    [new InputError('no such revision'), 'no such revision'],
    [response(403), 'no: 403'],
    [response(409), 'no: 409'],
    [response(403, { error: { message: 'no grant' } }), 'no grant'],
    [response(403, {}), 'no: 403'],
    [response(401), undefined],
    [response(429), undefined],
    [response(503), undefined],
    [new ServiceUnavailableError('later'), undefined],
    [new TypeError('fetch failed'), undefined],
    ['nothing', undefined],
  ])('of %s', (error, reason) => {
    expect(refusalOf(error)).toBe(reason);
  });
});
