import { PersonaIdentity } from './PersonaIdentity';

const discovery = { getBaseUrl: async () => 'http://localhost/api/auth' };
const dana = { id: 'dana', displayName: 'Dana Reyes' } as const;

function sessionWith(token: string) {
  return {
    ok: true,
    json: async () => ({
      backstageIdentity: {
        token,
        expiresInSeconds: 3600,
        identity: {
          type: 'user',
          userEntityRef: 'user:default/dana',
          ownershipEntityRefs: [],
        },
      },
    }),
  } as Response;
}

describe('PersonaIdentity', () => {
  const fetchMock = jest.fn();
  const now = jest.spyOn(Date, 'now');

  beforeEach(() => {
    fetchMock.mockReset();
    global.fetch = fetchMock;
    now.mockReturnValue(0);
  });
  afterAll(() => now.mockRestore());

  it('keeps a token while it is good and renews it once before it expires', async () => {
    fetchMock
      .mockResolvedValueOnce(sessionWith('first'))
      .mockResolvedValueOnce(sessionWith('second'));
    const identity = await PersonaIdentity.signIn(dana, { discovery });

    now.mockReturnValue(3_000_000);
    expect(await identity.getCredentials()).toEqual({ token: 'first' });

    now.mockReturnValue(3_300_000);
    const tokens = await Promise.all([
      identity.getCredentials(),
      identity.getCredentials(),
    ]);
    expect(tokens).toEqual([{ token: 'second' }, { token: 'second' }]);
    expect(fetchMock).toHaveBeenCalledTimes(2);
  });

  it('tries again after a renewal that failed', async () => {
    fetchMock
      .mockResolvedValueOnce(sessionWith('first'))
      .mockRejectedValueOnce(new Error('offline'))
      .mockResolvedValueOnce(sessionWith('second'));
    const identity = await PersonaIdentity.signIn(dana, { discovery });
    now.mockReturnValue(3_600_000);
    await expect(identity.getCredentials()).rejects.toThrow('offline');
    expect(await identity.getCredentials()).toEqual({ token: 'second' });
  });
});
