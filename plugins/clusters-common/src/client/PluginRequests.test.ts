import { PluginRequests } from './PluginRequests';

function createRequests(answer: () => Response = () => Response.json({})) {
  const asked: { url: string; init?: RequestInit }[] = [];
  const requests = PluginRequests.create({
    fetchApi: {
      fetch: async (url, init) => {
        asked.push({ url: String(url), init });
        return answer();
      },
    },
    pluginId: 'groundcrew-example',
  });
  return { requests, asked };
}

describe('PluginRequests', () => {
  it('asks a backend itself, whatever the browser has kept', async () => {
    const { requests, asked } = createRequests(() => Response.json([1]));
    await expect(requests.get('/things')).resolves.toEqual([1]);
    expect(asked).toEqual([
      {
        url: 'plugin://groundcrew-example/v1/things',
        init: { cache: 'no-cache', signal: undefined },
      },
    ]);
  });

  it('asks for any number of values, and leaves out what has none', async () => {
    const { requests, asked } = createRequests();
    await requests.get('/things', {
      query: { phase: ['a', 'b c'], open: true, days: 0, owner: undefined },
    });
    expect(asked[0].url).toBe(
      'plugin://groundcrew-example/v1/things?phase=a&phase=b+c&open=true&days=0',
    );
  });

  it('sends JSON', async () => {
    const { requests, asked } = createRequests(() => Response.json({ id: 7 }));
    await expect(requests.post('/things', { name: 'a' })).resolves.toEqual({
      id: 7,
    });
    expect(asked[0].init).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"name":"a"}',
    });
  });

  it('ends a request with its signal', async () => {
    const { requests, asked } = createRequests();
    const { signal } = new AbortController();
    await requests.get('/a', { signal });
    await requests.post('/b', {}, { signal });
    await requests.send('/c', { method: 'DELETE' }, { signal });
    expect(asked.map(({ init }) => init?.signal)).toEqual([
      signal,
      signal,
      signal,
    ]);
  });

  it('rejects with the message of the backend', async () => {
    const { requests } = createRequests(() =>
      Response.json(
        {
          error: { name: 'ConflictError', message: 'It is taken' },
          response: { statusCode: 409 },
        },
        { status: 409 },
      ),
    );
    await expect(requests.send('/things')).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 409,
      cause: { message: 'It is taken' },
    });
  });
});
