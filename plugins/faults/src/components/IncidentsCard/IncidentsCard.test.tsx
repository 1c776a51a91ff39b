import { accessibilityProblems } from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen } from '@testing-library/react';
import { faultsView, faultyView, incidentSummary } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsCard } from './IncidentsCard';

const render = (script: Partial<FaultsApi>) =>
  renderFaults(<IncidentsCard />, script);

describe('IncidentsCard', () => {
  it('says what is wrong, and leads to the tab and to the incident', async () => {
    render({ getFaults: async () => faultyView() });
    expect(
      await screen.findByText(/^1 incident, P1 in prod, for/),
    ).toHaveTextContent(/for 3 min\. checkout cannot start/);
    expect(
      screen.getByRole('link', {
        name: 'A ConfigMap that it needs does not exist',
      }),
    ).toHaveAttribute('href', '/faults/incidents/7');
    expect(screen.getByRole('link', { name: 'Open Faults' })).toHaveAttribute(
      'href',
      '/tab',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('names the worst of many', async () => {
    render({
      getFaults: async () =>
        faultsView({
          incidents: [1, 2, 3, 4, 5].map(id =>
            incidentSummary({ id, title: `Fault ${id}` }),
          ),
        }),
    });
    expect(await screen.findByText('2 more incidents')).toBeInTheDocument();
    expect(screen.getAllByRole('listitem')).toHaveLength(3);
  });

  it('says that nothing is', async () => {
    render({ getFaults: async () => faultsView() });
    expect(
      await screen.findByText('Nothing is wrong in dev, staging and prod'),
    ).toBeInTheDocument();
  });

  it('has its shape while it loads', async () => {
    render({ getFaults: () => new Promise(() => {}) });
    expect(await screen.findByTestId('card-skeleton')).toBeInTheDocument();
  });

  it('says what failed', async () => {
    render({
      getFaults: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('down');
  });
});
