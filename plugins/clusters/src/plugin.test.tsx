import { renderTestApp } from '@backstage/frontend-test-utils';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { screen } from '@testing-library/react';
import { clusterView } from './components/testFixtures';
import { clustersPlugin } from './plugin';

describe('the clusters plugin', () => {
  it('brings the fleet page', async () => {
    renderTestApp({
      features: [clustersPlugin],
      initialRouteEntries: ['/clusters'],
      apis: [
        [
          clustersApiRef,
          {
            listClusters: async () => ({
              items: [clusterView()],
              problems: [],
              environments: [],
            }),
          } as never,
        ],
      ],
    });
    expect(
      await screen.findByText(
        'The cluster is reachable and healthy.',
        {},
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
  });
});
