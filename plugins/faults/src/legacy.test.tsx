import { identityApiRef } from '@backstage/core-plugin-api';
import { catalogApiRef, EntityProvider } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { renderInTestApp, TestApiProvider } from '@backstage/test-utils';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { faultsView } from './__fixtures__';
import { ScriptedFaults } from './__testUtils__';
import { faultsApiRef } from './api';
import {
  EntityFaultsContent,
  EntityIncidentsCard,
  IncidentsPage,
} from './legacy';

const faults = ScriptedFaults.create({
  getFaults: async () => faultsView(),
  getReliability: async () => ({ from: '', to: '', environments: [] }),
  listIncidents: async () => ({ incidents: [] }),
});

describe('the legacy export', () => {
  it('brings the page, the tab and the card to an app of the old frontend system', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [faultsApiRef, faults],
          [catalogApiRef, catalogApiMock()],
          [
            identityApiRef,
            {
              getBackstageIdentity: async () => ({
                type: 'user' as const,
                userEntityRef: 'user:default/dana',
                ownershipEntityRefs: [],
              }),
            },
          ],
        ]}
      >
        <EntityProvider
          entity={{
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Component',
            metadata: {
              name: 'checkout',
              annotations: { 'backstage.io/kubernetes-id': 'checkout' },
            },
          }}
        >
          <Routes>
            <Route path="/faults/*" element={<IncidentsPage />} />
            <Route path="/tab/*" element={<EntityFaultsContent />} />
          </Routes>
          <EntityIncidentsCard />
        </EntityProvider>
      </TestApiProvider>,
      { routeEntries: ['/tab'] },
    );
    expect(
      await screen.findAllByText('Nothing is wrong in dev, staging and prod'),
    ).toHaveLength(2);
    // The card knows where the tab is.
    expect(screen.getByRole('link', { name: 'Open Faults' })).toHaveAttribute(
      'href',
      '/tab',
    );
  });
});
