import { EntityProvider } from '@backstage/plugin-catalog-react';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { deploymentsView } from './__fixtures__';
import { deploymentsApiRef } from './api';
import { EntityDeploymentsContent, isDeploymentsAvailable } from './legacy';

const annotated = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout', annotations },
});

describe('legacy', () => {
  it('shows the tab in an app of the old frontend system', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [
            deploymentsApiRef,
            { getDeployments: async () => deploymentsView() },
          ],
          [clustersApiRef, {}],
        ]}
      >
        <EntityProvider entity={annotated({})}>
          <Routes>
            <Route
              path="/deployments/*"
              element={<EntityDeploymentsContent />}
            />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      { routeEntries: ['/deployments'] },
    );
    expect(
      await screen.findByText(/^1 pod not ready in dev: CrashLoopBackOff/),
    ).toBeInTheDocument();
  });

  it.each([
    [{ 'backstage.io/kubernetes-id': 'checkout' }, true],
    [{ 'backstage.io/kubernetes-label-selector': 'app=checkout' }, true],
    [{ 'backstage.io/techdocs-ref': 'dir:.' }, false],
  ])('tells an entity with %j: %s', (annotations, expected) => {
    expect(
      isDeploymentsAvailable(annotated(annotations as Record<string, string>)),
    ).toBe(expected);
  });
});
