import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { incidentDetail, minutesAgo, noticesView } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (script: Partial<FaultsApi> = {}) =>
  renderFaults(
    <IncidentsRouter />,
    {
      getIncident: async () => incidentDetail(),
      getNotices: async () => noticesView(),
      ...script,
    },
    { path: '/faults/incidents/7' },
  );

const section = () => screen.findByRole('region', { name: 'Told' });

describe('NoticesSection', () => {
  it('says who is told next, and when', async () => {
    const { faults } = render();
    expect(await section()).toHaveTextContent(
      /^ToldOthers are told unless somebody acknowledges it\.ToldRoute prodEscalates to who is on call \(platform\) and platform in 12 min unless somebody acknowledges\./,
    );
    expect(faults.callsOf('getNotices')).toEqual([[7]]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('shows who was told when and why, and who could not be, the newest first', async () => {
    render();
    const told = within(
      await screen.findByRole('list', { name: 'Who was told' }),
    ).getAllByRole('listitem');
    expect(told.map(({ textContent }) => textContent)).toEqual([
      'Escalated3 min ago · P1Nobody has acknowledged it for 15 min.To omar.Not to ghosts: It has no members.',
      'Told18 min ago · P1It is P1.To checkout.',
    ]);
  });

  it('says why nobody is told yet', async () => {
    render({
      getNotices: async () =>
        noticesView({
          state: 'healing',
          reason: 'Healing goes first, for 5 min: so says the route elsewhere.',
          route: 'elsewhere',
          next: { kind: 'tell', at: minutesAgo(-90.5), recipients: ['owner'] },
          notices: [],
        }),
    });
    expect(await section()).toHaveTextContent(
      /Healing first.*Tells the owner in 1 h 30 min if it is still there\.$/,
    );
  });

  it('says that it is about to, that it is one of many, and that it could not be sent', async () => {
    const [notice] = noticesView().notices;
    render({
      getNotices: async () =>
        noticesView({
          state: 'storm',
          next: { kind: 'tell', at: minutesAgo(1), recipients: ['owner'] },
          storm: { startedAt: minutesAgo(1), incidents: 30 },
          notices: [
            { ...notice, recipients: [] },
            {
              ...notice,
              sentAt: undefined,
              failure: 'It could not be sent, and is tried again: no answer',
            },
            { ...notice, sentAt: undefined },
          ],
        }),
    });
    expect(await section()).toHaveTextContent(
      /Told with others.*Tells the owner in a moment.*It is one of 30 that opened together\..*Being sent.*could not be sent, and is tried again: no answer.*Nobody could be told\./,
    );
  });

  it('changes as people are told, and says so to those who do not see it', async () => {
    let view = noticesView({ state: 'waiting', reason: 'Not yet.' });
    const { announce } = render({ getNotices: async () => view });
    const said = await screen.findByText('Not yet.');
    expect(said).toHaveAttribute('role', 'status');
    view = noticesView({ next: undefined, reason: 'They know.' });
    await announce();
    expect(await screen.findByText('They know.')).toBe(said);
  });

  it('is left out where nothing tells people', async () => {
    render({
      getNotices: async () => {
        throw await responseError(404, 'NotFoundError', 'no such route');
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'What can be done' }),
    ).toBeInTheDocument();
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Told' }),
      ).not.toBeInTheDocument(),
    );
  });

  it('says what failed, and tries again', async () => {
    let isUp = false;
    render({
      getNotices: async () => {
        if (!isUp) {
          throw new Error('down');
        }
        return noticesView();
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Who was told cannot be shown');
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    expect(await screen.findByText('Route prod')).toBeInTheDocument();
  });
});
