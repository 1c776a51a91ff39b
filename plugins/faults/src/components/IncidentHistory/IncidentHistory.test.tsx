import { accessibilityProblems } from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fleetIncidents } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (script: Partial<FaultsApi> = {}) =>
  renderFaults(
    <IncidentsRouter />,
    {
      listIncidents: async () => ({ incidents: [fleetIncidents()[2]] }),
      ...script,
    },
    { path: '/faults/history' },
  );

const address = () => screen.getByTestId('address').textContent;

describe('IncidentHistory', () => {
  it('shows what has ended, and how long it lasted', async () => {
    const { faults } = render();
    const row = await screen.findByRole('row', { name: /A node is not ready/ });
    expect(row).toHaveTextContent(
      /^P0A node is not ready.*100 symptomsResolvednobody answeredprodprod \/ Node prod-node-2.*lasted 1 h$/,
    );
    expect(faults.callsOf('listIncidents')).toEqual([[{ state: 'resolved' }]]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('shows all of them, of a time, when asked', async () => {
    const { faults } = render();
    await screen.findByRole('row', { name: /A node is not ready/ });
    await userEvent.click(screen.getByRole('button', { name: /State/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'All' }));
    await waitFor(() => expect(address()).toBe('/faults/history?state=all'));
    fireEvent.change(screen.getByLabelText('From'), {
      target: { value: '2026-01-31' },
    });
    await waitFor(() => expect(address()).toContain('from=2026-01-31'));
    await waitFor(() =>
      expect(faults.callsOf('listIncidents').at(-1)).toEqual([
        { state: 'all', from: new Date('2026-01-31T00:00:00').toISOString() },
      ]),
    );
  });

  it('says that none has ended yet', async () => {
    render({ listIncidents: async () => ({ incidents: [] }) });
    expect(
      await screen.findByText('No incident has ended yet'),
    ).toBeInTheDocument();
  });
});
