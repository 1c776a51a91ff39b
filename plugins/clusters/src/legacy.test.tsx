import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { clusterView } from './components/testFixtures';
import { ClustersPage } from './legacy';

describe('the legacy export', () => {
  it('brings the fleet page to an app of the old frontend system', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [permissionApiRef, new MockPermissionApi()],
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
        ]}
      >
        <Routes>
          <Route path="/" element={<ClustersPage />} />
        </Routes>
      </TestApiProvider>,
    );
    expect(
      await screen.findByText(
        'The cluster is reachable and healthy.',
        {},
        { timeout: 10_000 },
      ),
    ).toBeInTheDocument();
  });
});
