import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen } from '@testing-library/react';
import { incidentDetail } from '../../__fixtures__';
import {
  accessibilityProblems,
  renderFaults,
  type RenderFaultsOptions,
} from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (
  script: Partial<FaultsApi> = {},
  options: RenderFaultsOptions = {},
) =>
  renderFaults(
    <IncidentsRouter />,
    { getIncident: async () => incidentDetail(), ...script },
    { path: '/faults/incidents/7', ...options },
  );

describe('IncidentPage', () => {
  it('shows all that is known of it', async () => {
    render();
    expect(
      await screen.findByRole('heading', {
        name: 'A ConfigMap that it needs does not exist',
      }),
    ).toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
  });
});
