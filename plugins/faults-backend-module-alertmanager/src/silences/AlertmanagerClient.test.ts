import { AlertmanagerClient } from './AlertmanagerClient';

const TOKEN = 's3cret';
const { signal } = new AbortController();

function clientOf(
  answer: (url: string, init?: RequestInit) => unknown,
  token?: string,
) {
  const asked: { url: string; init?: RequestInit }[] = [];
  const client = AlertmanagerClient.create(
    { name: 'prod', url: 'http://alertmanager.test/am', token },
    {
      fetch: async (url, init) => {
        asked.push({ url: String(url), init });
        const said = await answer(String(url), init);
        return said instanceof Response ? said : Response.json(said);
      },
    },
  );
  return { asked, client };
}

const fails = (error: unknown) => () => {
  throw error;
};

describe('AlertmanagerClient', () => {
  it.each<[string, () => unknown, string | undefined, string]>([
    [
      'is away',
      fails(new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } })),
      undefined,
      'cannot be reached (ECONNREFUSED)',
    ],
    [
      'does not answer in time',
      fails(new DOMException('too late', 'TimeoutError')),
      undefined,
      'did not answer within 10 seconds',
    ],
    [
      'refuses the token',
      () => new Response(TOKEN, { status: 401 }),
      TOKEN,
      'refuses the token that is configured for it (401)',
    ],
    [
      'wants a token',
      () => new Response('', { status: 403 }),
      undefined,
      'wants a token, and none is configured for it (403)',
    ],
    [
      'is broken',
      () => new Response('oops', { status: 503 }),
      TOKEN,
      'answered with 503',
    ],
    [
      'is something else',
      () => new Response('<html>'),
      undefined,
      'did not answer with JSON',
    ],
    [
      'is of another version',
      () => [{ id: 7 }],
      undefined,
      'gave an answer that is not of its API v2 (0.id)',
    ],
  ])('says that it %s', async (_, answer, token, message) => {
    const { client } = clientOf(answer, token);
    const error: Error = await client.silences(signal).catch(cause => cause);
    expect(error.name).toBe('AlertmanagerError');
    expect(error.message).toBe(`The Alertmanager 'prod' ${message}`);
    expect(String(error.stack)).not.toContain(TOKEN);
  });

  it('sends its token, and not to wherever an answer points', async () => {
    const { asked, client } = clientOf(() => [], TOKEN);
    await client.silences(signal);
    expect(asked).toMatchObject([
      {
        url: 'http://alertmanager.test/am/api/v2/silences',
        init: {
          redirect: 'error',
          headers: { Authorization: `Bearer ${TOKEN}` },
        },
      },
    ]);
  });

  it('takes a silence that is gone for one that has ended', async () => {
    const { asked, client } = clientOf(() => new Response('', { status: 404 }));
    await client.expire('a/b', signal);
    expect(asked[0].url).toMatch(/\/silence\/a%2Fb$/);
    const broken = clientOf(() => new Response('', { status: 500 }));
    await expect(broken.client.expire('a', signal)).rejects.toThrow('500');
  });
});
