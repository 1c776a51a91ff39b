import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import type { ClusterList } from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SWRConfig } from 'swr';
import { FleetPage } from './FleetPage';
import { clusterView } from '../testFixtures';

function render(answer: () => Promise<ClusterList>, mayRegister = true) {
  return renderInTestApp(
    // Decisions are kept from test to test otherwise.
    <SWRConfig value={{ provider: () => new Map() }}>
      <FleetPage />
    </SWRConfig>,
    {
      apis: [
        [clustersApiRef, { listClusters: answer } as never],
        [
          permissionApiRef,
          mockApis.permission({
            authorize: mayRegister
              ? AuthorizeResult.ALLOW
              : AuthorizeResult.DENY,
          }),
        ],
      ],
    },
  );
}

const listOf = (...items: ClusterList['items']): ClusterList => ({
  items,
  problems: [],
  environments: ['dev', 'staging', 'prod'],
});

describe('FleetPage', () => {
  it('says that all is well and shows clusters in the order of environments', async () => {
    render(async () =>
      listOf(clusterView(), clusterView({ name: 'dev', environment: 'dev' })),
    );
    expect(
      await screen.findByText('All 2 clusters are reachable and healthy.'),
    ).toBeInTheDocument();
    const links = screen.getAllByRole('link').map(link => link.textContent);
    expect(links.indexOf('dev')).toBeLessThan(links.indexOf('prod'));
    expect(screen.getAllByText('3 of 12 cores')).toHaveLength(2);
    expect(screen.getAllByText('4.5 of 48 GiB')).toHaveLength(2);
    expect(screen.getAllByText('40 of 42')).toHaveLength(2);
  });

  it('says of a cluster that not all of it is kept, and which setting would help', async () => {
    const message = 'An operator can raise groundcrew.clusters.maxObjects';
    const incomplete = (kind: string) => ({
      kind,
      apiVersion: 'v1',
      state: 'incomplete' as const,
      objects: 3,
      freshness: {},
      message,
    });
    render(async () =>
      listOf(
        clusterView(),
        clusterView({
          name: 'huge',
          kinds: [incomplete('Pod'), incomplete('Event')],
        }),
      ),
    );
    expect(
      await screen.findByText('Not all objects are shown: Pod, Event'),
    ).toBeInTheDocument();
    expect(screen.getByText(message)).toBeInTheDocument();
    expect(
      screen.getByText('1 of 2 clusters needs attention: huge.'),
    ).toBeInTheDocument();
  });

  it('names the clusters that need attention, with the reasons of their health', async () => {
    render(async () =>
      listOf(
        clusterView(),
        clusterView({
          name: 'dev',
          title: 'Dev',
          health: {
            score: 62,
            components: [
              {
                id: 'nodes',
                score: 40,
                weight: 0.5,
                reason: '1 of 3 nodes is not ready',
              },
              { id: 'api', score: 100, weight: 0.5 },
            ],
          },
        }),
      ),
    );
    expect(
      await screen.findByText('1 of 2 clusters needs attention: Dev.'),
    ).toBeInTheDocument();
    expect(screen.getByText('1 of 3 nodes is not ready')).toBeInTheDocument();
    expect(screen.getByLabelText('Health 62 of 100')).toBeInTheDocument();
  });

  it('says since when a cluster is unreachable and how old is what is shown', async () => {
    const since = new Date(Date.now() - 120_000).toISOString();
    render(async () =>
      listOf(
        clusterView({
          state: 'unreachable',
          freshness: {
            observedAt: since,
            stale: { since, reason: 'connection refused' },
          },
        }),
      ),
    );
    expect(await screen.findByText(/connection refused/)).toHaveTextContent(
      /2 min: connection refused\. Shown as of/,
    );
  });

  it('offers to register a cluster to those who may', async () => {
    render(async () => listOf(clusterView()));
    expect(
      await screen.findByRole('link', { name: 'Register a cluster' }),
    ).toHaveAttribute('href', expect.stringMatching(/\/_register$/));
  });

  it('does not offer it to others', async () => {
    render(async () => listOf(clusterView()), false);
    await screen.findByText('The cluster is reachable and healthy.');
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'Register a cluster' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('teaches how to link a first cluster, and tells which were left out', async () => {
    render(async () => ({
      ...listOf(),
      problems: [{ cluster: 'eu', message: 'there are two of this name' }],
    }));
    expect(
      await screen.findByText('No cluster is linked yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/there are two of this name/)).toBeInTheDocument();
  });

  it('says why nothing can be shown, and tries again', async () => {
    let attempts = 0;
    render(async () => {
      attempts += 1;
      if (attempts === 1) {
        throw new Error('the backend is starting');
      }
      return listOf(clusterView());
    });
    expect(
      await screen.findByText('the backend is starting'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('The cluster is reachable and healthy.'),
    ).toBeInTheDocument();
  });
});
