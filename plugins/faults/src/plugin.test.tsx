import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { incidentSummary } from './__fixtures__';
import { ScriptedFaults } from './__testUtils__';
import { faultsApiRef } from './api';
import { faultsPlugin } from './plugin';

describe('the faults plugin', () => {
  it('brings the page', async () => {
    renderTestApp({
      features: [faultsPlugin],
      initialRouteEntries: ['/faults'],
      apis: [
        [
          faultsApiRef,
          ScriptedFaults.create({
            // There is no catalog here whose pages entities could lead to.
            listIncidents: async () => ({
              incidents: [incidentSummary({ entities: [] })],
            }),
          }),
        ],
      ],
    });
    expect(
      await screen.findByRole('link', {
        name: 'A ConfigMap that it needs does not exist',
      }),
    ).toHaveAttribute('href', '/faults/incidents/7');
  });

  it('brings an api, a page, a tab and a card', () => {
    for (const id of [
      'api:groundcrew-faults',
      'page:groundcrew-faults',
      'entity-content:groundcrew-faults',
      'entity-card:groundcrew-faults',
    ] as const) {
      expect(faultsPlugin.getExtension(id)).toBeDefined();
    }
  });
});
