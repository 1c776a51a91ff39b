import { render, screen } from '@testing-library/react';
import { createGroundcrewApp } from './App';

function configure(groundcrew: object, auth: object = {}) {
  process.env = {
    NODE_ENV: 'test',
    APP_CONFIG: [
      {
        context: 'test',
        data: {
          app: { title: 'Groundcrew', baseUrl: 'http://localhost:3000' },
          backend: { baseUrl: 'http://localhost:7007' },
          techdocs: { storageUrl: 'http://localhost:7007/api/techdocs/docs' },
          groundcrew,
          auth,
        },
      },
    ] as unknown as string,
  };
}

describe('app', () => {
  it('offers the people of the shop while the sandbox runs', async () => {
    configure({ sandbox: { enabled: true } });
    render(createGroundcrewApp().createRoot());
    expect(
      await screen.findByRole('button', { name: /Sign in as Dana Reyes/ }),
    ).toBeInTheDocument();
  });

  it('offers the configured provider when it does not', async () => {
    configure({}, { providers: { guest: {}, github: {} } });
    render(createGroundcrewApp().createRoot());
    expect(await screen.findByText('GitHub')).toBeInTheDocument();
    expect(screen.queryByText('Dana Reyes')).not.toBeInTheDocument();
  });

  it('says how to get a sign-in when there is none', async () => {
    configure({});
    render(createGroundcrewApp().createRoot());
    expect(await screen.findByText('No way to sign in')).toBeInTheDocument();
  });
});
