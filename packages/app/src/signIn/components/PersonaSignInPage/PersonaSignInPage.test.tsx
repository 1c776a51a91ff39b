import { discoveryApiRef, IdentityApi } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PersonaSignInPage } from './PersonaSignInPage';

function session(name: string, token: string) {
  return {
    profile: {},
    backstageIdentity: {
      token,
      expiresInSeconds: 3600,
      identity: {
        type: 'user',
        userEntityRef: `user:default/${name}`,
        ownershipEntityRefs: [`user:default/${name}`, 'group:default/checkout'],
      },
    },
  };
}

function answer(status: number, body: object) {
  return {
    ok: status < 400,
    status,
    headers: new Headers({ 'content-type': 'application/json' }),
    json: async () => body,
    text: async () => JSON.stringify(body),
  } as Response;
}

function refusal(name: string, message: string) {
  return { error: { name, message }, response: { statusCode: 0 } };
}

const fetchMock = jest.fn<Promise<Response>, [string, RequestInit]>();
const discovery = { getBaseUrl: async () => 'http://localhost:7007/api/auth' };

async function renderPage() {
  let identity: IdentityApi | undefined;
  const onSignInSuccess = jest.fn((signedIn: IdentityApi) => {
    identity = signedIn;
  });
  const { unmount } = renderInTestApp(
    <PersonaSignInPage onSignInSuccess={onSignInSuccess} />,
    {
      apis: [[discoveryApiRef, discovery]],
    },
  );
  await screen.findByText('Groundcrew');
  return { onSignInSuccess, identity: () => identity, unmount };
}

async function choose(name: RegExp) {
  // With the keyboard: the card's button is there for it, the pointer takes the whole card.
  const button = screen.getByRole('button', { name });
  act(() => button.focus());
  await userEvent.keyboard('{Enter}');
}

describe('PersonaSignInPage', () => {
  beforeEach(() => {
    fetchMock.mockReset();
    global.fetch = fetchMock as unknown as typeof fetch;
    window.localStorage.clear();
  });

  it('offers four people, each with role and what they may do', async () => {
    await renderPage();
    for (const name of [
      'Sign in as Dana Reyes, Developer',
      'Sign in as Olivia Brandt, Service owner',
      'Sign in as Omar Haddad, Operator',
      'Sign in as Vera Lindqvist, Viewer',
    ]) {
      expect(screen.getByRole('button', { name })).toBeInTheDocument();
    }
    expect(
      screen.getByText(/No logs, no configuration, no changes/),
    ).toBeInTheDocument();
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('signs in as the person chosen, and knows them after a reload', async () => {
    fetchMock.mockResolvedValue(answer(200, session('omar', 'token-1')));
    const first = await renderPage();
    await choose(/Omar/);
    await waitFor(() => expect(first.onSignInSuccess).toHaveBeenCalledTimes(1));
    expect(fetchMock.mock.calls[0][0]).toBe(
      'http://localhost:7007/api/auth/personas/refresh?persona=omar',
    );
    const identity = first.identity()!;
    expect(await identity.getCredentials()).toEqual({ token: 'token-1' });
    expect(await identity.getProfileInfo()).toEqual({
      displayName: 'Omar Haddad',
    });
    expect(await identity.getBackstageIdentity()).toEqual({
      type: 'user',
      userEntityRef: 'user:default/omar',
      ownershipEntityRefs: ['user:default/omar', 'group:default/checkout'],
    });
    expect(JSON.stringify({ ...window.localStorage })).not.toContain('token-1');

    first.unmount();
    const second = await renderPage();
    await waitFor(() =>
      expect(second.onSignInSuccess).toHaveBeenCalledTimes(1),
    );
  });

  it('asks again after a sign-out', async () => {
    fetchMock.mockResolvedValue(answer(200, session('dana', 'token-1')));
    const first = await renderPage();
    await choose(/Dana/);
    await waitFor(() => expect(first.onSignInSuccess).toHaveBeenCalled());
    await first.identity()!.signOut();

    first.unmount();
    fetchMock.mockClear();
    const second = await renderPage();
    expect(second.onSignInSuccess).not.toHaveBeenCalled();
    expect(fetchMock).not.toHaveBeenCalled();
  });

  it('waits for a catalog that has not read the shop yet', async () => {
    fetchMock
      .mockResolvedValueOnce(
        answer(503, refusal('ServiceUnavailableError', 'not yet')),
      )
      .mockResolvedValue(answer(200, session('dana', 'token-1')));
    const { onSignInSuccess } = await renderPage();
    await choose(/Dana/);
    expect(
      await screen.findByText(/catalog is still reading the shop/),
    ).toBeInTheDocument();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalled());
  });

  it('says why it could not sign in, and offers everybody again', async () => {
    fetchMock.mockResolvedValue(
      answer(404, refusal('NotFoundError', 'No auth provider registered')),
    );
    const { onSignInSuccess } = await renderPage();
    await choose(/Vera/);
    expect(
      await screen.findByText('Could not sign in as Vera Lindqvist'),
    ).toBeInTheDocument();
    expect(screen.getByText(/No auth provider registered/)).toBeInTheDocument();
    expect(onSignInSuccess).not.toHaveBeenCalled();
    expect(window.localStorage.getItem('groundcrew.persona')).toBeNull();
  });
});
