import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { alertList, alertView, minutesAgo } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (script: Partial<FaultsApi> = {}) =>
  renderFaults(
    <IncidentsRouter />,
    { listAlerts: async () => alertList(), ...script },
    { path: '/faults/alerts' },
  );

const row = (name: RegExp) => screen.findByRole('row', { name });

describe('AlertsPage', () => {
  it('says first how many ask for attention, and what becomes of the others', async () => {
    render();
    expect(
      await screen.findByText(
        '1 alert asks for attention; 1 is only recorded; 1 is silenced.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Alerts' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says that none asks for attention, and how many may not be seen', async () => {
    render({
      listAlerts: async () => alertList({ alerts: [], hidden: 2 }),
    });
    expect(
      await screen.findByText('No alert asks for attention.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/2 more fire that you may not see\.$/),
    ).toBeInTheDocument();
  });

  it('shows what an alert is about, and the incident that it belongs to', async () => {
    render();
    const firing = await row(/^Show the rule of HighErrorRate/);
    for (const words of [
      'checkout answers with errors',
      'received 3 times',
      'Deployment checkout',
      'Fires',
      '12 min ago',
    ]) {
      expect(firing).toHaveTextContent(words);
    }
    expect(
      within(firing).getByRole('link', { name: 'Incident 9' }),
    ).toHaveAttribute('href', '/faults/incidents/9');
    expect(
      within(firing).getByRole('link', {
        name: 'Show the rule of HighErrorRate',
      }),
    ).toHaveAttribute('href', expect.stringContaining('prometheus.example'));
  });

  it('unfolds why it is as important as it is, and its labels', async () => {
    render();
    const firing = await row(/^Show the rule of HighErrorRate/);
    const why = within(firing).getByText('prod is production');
    expect(why).not.toBeVisible();
    await userEvent.click(within(firing).getByText('0.65, why'));
    expect(why).toBeVisible();
    expect(why).toHaveTextContent('+0.20');
    await userEvent.click(within(firing).getByText('Labels'));
    expect(within(firing).getByText(/namespace="shop-checkout"/)).toBeVisible();
  });

  it('says by whom one is silenced, until when and why', async () => {
    render();
    const silenced = await row(/DiskFillsUp/);
    expect(silenced).toHaveTextContent(/by ada until .*we are moving/);
    expect(silenced).toHaveTextContent('fired again 4 times');
    expect(silenced).toHaveTextContent('−1.00');
  });

  it('says which silence is for a mute here', async () => {
    const [{ silences }] = alertList().alerts.filter(({ id }) => id === 2);
    render({
      listAlerts: async () =>
        alertList({
          alerts: [alertView({ silences: [{ ...silences[0], isOurs: true }] })],
        }),
    });
    expect(await row(/^Show the rule of HighErrorRate/)).toHaveTextContent(
      'for a mute here',
    );
  });

  it('says why one is only recorded', async () => {
    render();
    expect(await row(/Watchdog/)).toHaveTextContent(
      /of no cluster \/ nothing that is known.*RecordedNobody said of which cluster it is/,
    );
  });

  it('keeps those that are over for whoever asks', async () => {
    render();
    await row(/^Show the rule of HighErrorRate/);
    const over = screen.getByText('PodNotReady');
    expect(over).not.toBeVisible();
    await userEvent.click(screen.getByText('1 that is over'));
    expect(over).toBeVisible();
  });

  it('says which Alertmanager does not answer, since when, and what that means', async () => {
    render({
      listAlerts: async () =>
        alertList({
          servers: [
            {
              name: 'prod',
              state: 'fails',
              message: "The Alertmanager 'prod' cannot be reached",
              failingSince: minutesAgo(7),
            },
          ],
        }),
    });
    expect(
      await screen.findByText(
        "The silences of prod are not known, and none are made: The Alertmanager 'prod' cannot be reached",
      ),
    ).toBeInTheDocument();
    expect(screen.getByText(/tried again by itself/)).toHaveTextContent(
      /^For 7 min/,
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('teaches how an Alertmanager is pointed here', async () => {
    render({
      listAlerts: async () =>
        alertList({ alerts: [], isConfigured: false, servers: [] }),
    });
    expect(
      await screen.findByText('No Alertmanager may send alerts yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/externalAccess/)).toBeInTheDocument();
    expect(screen.getByText(/v1\/alerts\/alertmanager/)).toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says that none has come', async () => {
    render({ listAlerts: async () => alertList({ alerts: [] }) });
    expect(await screen.findByText('No alert has come')).toBeInTheDocument();
    expect(screen.getByText(/v1\/alerts\/alertmanager/)).toBeInTheDocument();
    expect(screen.queryByText(/externalAccess/)).not.toBeInTheDocument();
  });

  it('says that alerts are not installed', async () => {
    render({
      listAlerts: async () => {
        throw await responseError(404, 'NotFoundError', 'no such route');
      },
    });
    expect(
      await screen.findByText('Alerts are not installed'),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    render({
      listAlerts: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Alerts cannot be shown',
    );
  });
});
