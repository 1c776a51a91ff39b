import { EntityProvider } from '@backstage/plugin-catalog-react';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import {
  MockPermissionApi,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { operationsApiRef } from '@groundcrew/plugin-operations-react';
import {
  operationSummary,
  ScriptedOperations,
} from '@groundcrew/plugin-operations-react/testUtils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { EntityLastOperationsCard, OperationsPage } from './legacy';

const operations = ScriptedOperations.create({
  listOperations: async () => ({ operations: [operationSummary()] }),
});

describe('the legacy export', () => {
  it('brings the page and the card to an app of the old frontend system', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [permissionApiRef, new MockPermissionApi()],
          [operationsApiRef, operations],
        ]}
      >
        <Routes>
          <Route path="/operations/*" element={<OperationsPage />} />
          <Route
            path="/"
            element={
              <EntityProvider
                entity={{
                  apiVersion: 'backstage.io/v1alpha1',
                  kind: 'Component',
                  metadata: { name: 'checkout' },
                }}
              >
                <EntityLastOperationsCard />
              </EntityProvider>
            }
          />
        </Routes>
      </TestApiProvider>,
    );
    // The card knows where the page is.
    const link = await screen.findByRole('link', { name: 'Restart checkout' });
    expect(link).toHaveAttribute('href', '/operations/op-1');
    expect(screen.getByText('Last operations')).toBeInTheDocument();
  });

  it('shows the page', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [permissionApiRef, new MockPermissionApi()],
          [operationsApiRef, operations],
        ]}
      >
        <Routes>
          <Route path="/operations/*" element={<OperationsPage />} />
        </Routes>
      </TestApiProvider>,
      { routeEntries: ['/operations'] },
    );
    expect(
      await screen.findByRole('link', { name: /Restart checkout/ }),
    ).toHaveAttribute('href', '/operations/op-1');
  });
});
