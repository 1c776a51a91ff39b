import { accessibilityProblems } from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fleetIncidents, incidentSummary } from '../../__fixtures__';
import { renderFaults, type RenderFaultsOptions } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const [overdue, acknowledged, resolved] = fleetIncidents();

const render = (
  script: Partial<FaultsApi> = {},
  options: RenderFaultsOptions = {},
) =>
  renderFaults(
    <IncidentsRouter />,
    {
      listIncidents: async filter => ({
        incidents:
          filter?.state === 'current'
            ? [overdue, acknowledged]
            : [overdue, acknowledged, resolved],
      }),
      ...script,
    },
    options,
  );

const address = () => screen.getByTestId('address').textContent;

/** What lists were asked for, without those for the timeline. */
const lists = (faults: ReturnType<typeof render>['faults']) =>
  faults
    .callsOf('listIncidents')
    .map(([filter]) => JSON.parse(JSON.stringify(filter)))
    .filter(filter => filter.state !== 'all');

describe('OpenIncidents', () => {
  it('says how much is wrong, and lists it', async () => {
    render();
    expect(await screen.findByText(/^2 incidents are open/)).toHaveTextContent(
      '2 incidents are open, the worst P1 in prod: A ConfigMap that it needs does not exist (Deployment checkout). 1 of them wants an answer that nobody gave in time.',
    );
    const table = screen.getByRole('table', { name: 'Incidents' });
    const [, first, second] = within(table).getAllByRole('row');
    expect(first).toHaveTextContent(
      /^P1A ConfigMap that it needs does not exist.*2 symptomsOpenoverdue for 6 minprodprod \/ shop-checkout \/ Deployment checkoutcheckout3 min ago$/,
    );
    expect(second).toHaveTextContent(
      /^P2.*Acknowledgedby olivia, 1 h agowith olivia/,
    );
    expect(
      within(first).getByRole('link', {
        name: 'A ConfigMap that it needs does not exist',
      }),
    ).toHaveAttribute('href', '/faults/incidents/9');
    expect(screen.getByRole('link', { current: 'page' })).toHaveTextContent(
      'Open',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('draws when and where things were wrong, each with its page', async () => {
    const { faults } = render();
    const chart = await screen.findByRole('group', {
      name: /^Incidents by cluster, from/,
    });
    const bars = within(chart).getAllByRole('link');
    expect(bars.map(bar => bar.getAttribute('href'))).toEqual([
      '/faults/incidents/8',
      '/faults/incidents/4',
      '/faults/incidents/9',
    ]);
    expect(bars[1]).toHaveAccessibleName(
      /^P0: A node is not ready\. Node prod-node-2 in prod, from .* \(1 h\)\.$/,
    );
    expect(bars[2]).toHaveAccessibleName(
      /, since .* \(3 min.*\), not resolved\.$/,
    );
    const asked = () =>
      faults
        .callsOf('listIncidents')
        .map(([filter]) => filter as { state: string; from: string })
        .filter(({ state }) => state === 'all')
        .at(-1)?.from;
    const hoursBack = () =>
      Math.round((Date.now() - Date.parse(asked() ?? '')) / 3_600_000);
    expect(hoursBack()).toBe(24);
    await userEvent.click(screen.getByRole('radio', { name: '7 days' }));
    await waitFor(() => expect(address()).toBe('/faults?timeline=week'));
    await waitFor(() => expect(hoursBack()).toBe(7 * 24));
    await userEvent.click(screen.getByRole('radio', { name: '24 hours' }));
    await waitFor(() => expect(address()).toBe('/faults'));
  });

  it('filters by what the address holds', async () => {
    const { faults } = render(
      {},
      {
        path: '/faults?environment=prod&cluster=prod&entity=checkout&severity=P1&assignee=me&muted=true',
      },
    );
    await screen.findByText(/^2 incidents are open/);
    await waitFor(() =>
      expect(lists(faults).at(-1)).toEqual({
        state: 'current',
        severity: ['P1'],
        environment: ['prod'],
        cluster: ['prod'],
        entityRef: 'component:default/checkout',
        assignee: 'user:default/dana',
        muted: true,
      }),
    );
    expect(
      screen.getByRole('checkbox', { name: 'Assigned to me' }),
    ).toBeChecked();
  });

  it('keeps in the address what is filtered by', async () => {
    render();
    await screen.findByText(/^2 incidents are open/);
    // What was seen is suggested, and takes effect when it is chosen.
    fireEvent.change(screen.getByRole('combobox', { name: 'Environment' }), {
      target: { value: 'staging' },
    });
    await waitFor(() => expect(address()).toBe('/faults?environment=staging'));
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Assigned to me' }),
    );
    await waitFor(() =>
      expect(address()).toBe('/faults?environment=staging&assignee=me'),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Also muted ones' }),
    );
    await waitFor(() => expect(address()).toContain('muted=true'));
    await userEvent.click(screen.getByRole('button', { name: /Severity/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'P0' }));
    await waitFor(() => expect(address()).toContain('severity=P0'));
  });

  it('goes on, and back to the first', async () => {
    const { faults } = render({
      listIncidents: async filter => {
        if (filter?.state === 'all') {
          return { incidents: [overdue], nextCursor: 'more' };
        }
        return filter?.cursor
          ? { incidents: [acknowledged] }
          : { incidents: [overdue], nextCursor: 'c2' };
      },
    });
    expect(
      await screen.findByText(/^More than 1 incidents are open/),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Only the newest is drawn.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Next' }));
    await screen.findByRole('link', { name: 'Its memory limit is too small' });
    expect(address()).toBe('/faults?cursor=c2');
    expect(lists(faults).at(-1)).toEqual({ state: 'current', cursor: 'c2' });
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the first' }),
    );
    await waitFor(() => expect(address()).toBe('/faults'));
  });

  it('changes as incidents do', async () => {
    let incidents = [overdue];
    const { announce } = render({ listIncidents: async () => ({ incidents }) });
    await screen.findByText(/^1 incident is open, P1 in prod/);
    incidents = [];
    await announce();
    expect(await screen.findByText('No incident is open')).toBeInTheDocument();
    expect(
      await screen.findByText('No incident in this time.'),
    ).toBeInTheDocument();
    incidents = [overdue, acknowledged];
    // Those on its heels are gathered, and none of them is lost.
    await announce();
    await announce();
    expect(
      await screen.findByText(/^2 incidents are open/),
    ).toBeInTheDocument();
  });

  it('has a way out of filters that let nothing through', async () => {
    render(
      { listIncidents: async () => ({ incidents: [] }) },
      { path: '/faults?severity=P0' },
    );
    expect(
      await screen.findByText('No incident is like that'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Take all filters away' }),
    );
    expect(await screen.findByText('No incident is open')).toBeInTheDocument();
    expect(address()).toBe('/faults');
  });

  it('says what failed, and tries again', async () => {
    let isUp = false;
    render({
      listIncidents: async () => {
        if (!isUp) {
          throw new Error('down');
        }
        return { incidents: [incidentSummary()] };
      },
    });
    const [alert] = await screen.findAllByRole('alert');
    expect(alert).toHaveTextContent('Incidents cannot be shown');
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    expect(await screen.findByText(/^1 incident is open/)).toBeInTheDocument();
  });
});
