import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type {
  ClustersApi,
  ConnectionTestResult,
  RegistrationInput,
} from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SWRConfig } from 'swr';
import { RegisterPage } from './RegisterPage';

const usable: ConnectionTestResult = {
  usable: true,
  checks: [{ id: 'reachable', outcome: 'passed', message: 'answers in 12 ms' }],
  missing: [],
};

function render(
  api: Partial<ClustersApi>,
  authorize: AuthorizeResult = AuthorizeResult.ALLOW,
) {
  return renderInTestApp(
    // Decisions are kept from test to test otherwise.
    <SWRConfig value={{ provider: () => new Map() }}>
      <RegisterPage />
    </SWRConfig>,
    {
      apis: [
        [
          clustersApiRef,
          { getRbacManifest: async () => 'kind: ClusterRole', ...api } as never,
        ],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: authorize as
              | AuthorizeResult.ALLOW
              | AuthorizeResult.DENY,
          }),
        ],
      ],
    },
  );
}

describe('RegisterPage', () => {
  it('registers a cluster by server and token, once its connection was tested', async () => {
    const registered: RegistrationInput[] = [];
    render({
      testConnection: async () => usable,
      register: async input => {
        registered.push(input);
        return {
          name: input.name,
          registeredBy: 'user:default/omar',
          registeredAt: '2026-01-01',
        };
      },
    });
    expect(await screen.findByText('kind: ClusterRole')).toBeInTheDocument();
    const submit = screen.getByRole('button', { name: 'Register' });
    expect(submit).toBeDisabled();

    await userEvent.click(
      screen.getByRole('radio', { name: 'Server, CA and token' }),
    );
    await userEvent.type(
      screen.getByLabelText('Server'),
      'https://10.0.0.1:6443',
    );
    await userEvent.type(screen.getByLabelText('Token'), 'abc');
    await userEvent.type(screen.getByLabelText(/^Name/), 'edge');
    expect(submit).toBeDisabled();
    await userEvent.click(
      screen.getByRole('button', { name: 'Test the connection' }),
    );
    expect(await screen.findByText('answers in 12 ms')).toBeInTheDocument();
    await userEvent.click(submit);

    expect(registered).toEqual([
      {
        name: 'edge',
        connection: {
          server: 'https://10.0.0.1:6443',
          credentials: { token: 'abc' },
        },
      },
    ]);
  });

  it('says what is wrong with a connection and what is missing, and does not register it', async () => {
    render({
      testConnection: async () => ({
        usable: false,
        checks: [
          {
            id: 'credentials',
            outcome: 'failed',
            message: 'The token expired 3 days ago',
          },
        ],
        missing: [
          {
            apiGroup: 'apps',
            resource: 'deployments',
            verbs: ['list'],
            effect: 'No workloads are shown',
          },
        ],
        manifest: 'kind: ClusterRole # what is missing',
      }),
    });
    await userEvent.type(
      await screen.findByLabelText('Kubeconfig'),
      'kind: Config',
    );
    await userEvent.type(screen.getByLabelText(/^Name/), 'edge');
    await userEvent.click(
      screen.getByRole('button', { name: 'Test the connection' }),
    );
    expect(
      await screen.findByText('The token expired 3 days ago'),
    ).toBeInTheDocument();
    expect(screen.getByText('list deployments.apps')).toBeInTheDocument();
    expect(
      screen.getByText('kind: ClusterRole # what is missing'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Register' })).toBeDisabled();
  });

  it('forgets a test when the connection changes', async () => {
    render({ testConnection: async () => usable });
    const kubeconfig = await screen.findByLabelText('Kubeconfig');
    await userEvent.type(kubeconfig, 'kind: Config');
    await userEvent.click(
      screen.getByRole('button', { name: 'Test the connection' }),
    );
    await screen.findByText('This connection works.');
    await userEvent.type(kubeconfig, '2');
    expect(
      screen.queryByText('This connection works.'),
    ).not.toBeInTheDocument();
  });

  it('shows why the backend refused', async () => {
    render({
      testConnection: async () => {
        throw new Error('the kubeconfig carries an exec plugin');
      },
    });
    await userEvent.type(
      await screen.findByLabelText('Kubeconfig'),
      'kind: Config',
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Test the connection' }),
    );
    expect(
      await screen.findByText('the kubeconfig carries an exec plugin'),
    ).toBeInTheDocument();
  });

  it('tells those who may not register what they lack', async () => {
    render({}, AuthorizeResult.DENY);
    expect(
      await screen.findByText('You may not register clusters'),
    ).toBeInTheDocument();
  });
});
