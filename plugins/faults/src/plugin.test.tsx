import {
  createFrontendPlugin,
  createRouteRef,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import { renderTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { incidentSummary, runbook } from './__fixtures__';
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

  it('leads from a runbook to its page of the documentation, where there is TechDocs', async () => {
    const docRoot = createRouteRef({ params: ['namespace', 'kind', 'name'] });
    const techdocs = createFrontendPlugin({
      pluginId: 'techdocs',
      routes: { docRoot },
      extensions: [
        PageBlueprint.make({
          params: {
            path: '/docs/:namespace/:kind/:name',
            routeRef: docRoot,
            loader: async () => <div />,
          },
        }),
      ],
    });
    renderTestApp({
      features: [faultsPlugin, techdocs],
      initialRouteEntries: ['/faults/runbooks/missing-configuration'],
      apis: [
        [
          faultsApiRef,
          ScriptedFaults.create({
            // There is no catalog here whose pages entities could lead to.
            getRunbook: async () => runbook({ escalation: [] }),
          }),
        ],
      ],
    });
    expect(
      await screen.findByRole('link', { name: 'Open in the documentation' }),
    ).toHaveAttribute(
      'href',
      '/docs/default/component/groundcrew/runbooks/missing-configuration/',
    );
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
