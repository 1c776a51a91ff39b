import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { healingView, incidentDetail } from '../../__fixtures__';
import { renderFaults, type RenderFaultsOptions } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (
  script: Partial<FaultsApi> = {},
  options: RenderFaultsOptions = {},
) =>
  renderFaults(
    <IncidentsRouter />,
    {
      getIncident: async () => incidentDetail(),
      getHealing: async () => healingView(),
      ...script,
    },
    { path: '/faults/incidents/7', ...options },
  );

const section = () => screen.findByRole('region', { name: 'Healing' });

describe('HealingSection', () => {
  it('says what healing makes of the incident, and what it would do next', async () => {
    const { faults } = render();
    expect(await section()).toHaveTextContent(
      /^Healingcheckout was rolled back to revision 3, and has 90 s to get well and stay soChecking whether it helpedPolicy roll-back-crash-loopWhat it would do next: Restart checkout · Low risk/,
    );
    expect(faults.callsOf('getHealing')).toEqual([[7]]);
    expect(
      within(await section()).getByRole('link', {
        name: 'roll-back-crash-loop',
      }),
    ).toHaveAttribute('href', '/faults/healing');
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('shows what was tried and what came of it, the newest first', async () => {
    render();
    const attempts = within(
      await screen.findByRole('list', { name: 'What was tried' }),
    ).getAllByRole('listitem');
    expect(attempts.map(({ textContent }) => textContent)).toEqual([
      'Roll back checkout to revision 31 min ago · roll-back-crash-loopBeing checkedAll pods are ready, and are being watchedOpen the operation',
      'Restart checkout6 min ago · took 2 min · restart-onceDid not help, and was taken backThe incident was not over within 90 sOpen the operationOpen what takes it back',
    ]);
    expect(
      within(attempts[1]).getByRole('link', {
        name: 'Open the operation: Restart checkout',
      }),
    ).toHaveAttribute('href', '/operations/op-4');
    expect(
      within(attempts[1]).getByRole('link', {
        name: 'Open what takes it back: Restart checkout',
      }),
    ).toHaveAttribute('href', '/operations/op-5');
  });

  it('folds why policies were passed over', async () => {
    render();
    const reason = await screen.findByText(
      'checkout was not killed for want of memory',
    );
    expect(reason).not.toBeVisible();
    await userEvent.click(screen.getByText('1 policy was passed over'));
    expect(reason).toBeVisible();
  });

  it('says it where no policy is for the fault', async () => {
    render({
      getHealing: async () => ({
        state: 'idle',
        reason: 'No policy is for this fault',
        passedOver: [],
        attempts: [],
      }),
    });
    expect((await section()).textContent).toBe(
      'HealingNo policy is for this faultNo policy',
    );
  });

  it('changes as healing goes on, and says so to those who do not see it', async () => {
    let view = healingView({ state: 'acting', reason: 'Rolling it back' });
    const { announce } = render({ getHealing: async () => view });
    const said = await screen.findByText('Rolling it back');
    expect(said).toHaveAttribute('role', 'status');
    view = healingView({ state: 'healed', reason: 'checkout is well again' });
    await announce();
    expect(await screen.findByText('checkout is well again')).toBe(said);
    expect(await section()).toHaveTextContent('checkout is well againHealed');
  });

  it('is left out where healing is not installed', async () => {
    const { faults } = render({
      getHealing: async () => {
        throw await responseError(404, 'NotFoundError', 'no such route');
      },
    });
    expect(
      await screen.findByRole('heading', { name: 'What can be done' }),
    ).toBeInTheDocument();
    // It may be on its way when the rest is there.
    await waitFor(() =>
      expect(
        screen.queryByRole('region', { name: 'Healing' }),
      ).not.toBeInTheDocument(),
    );
    expect(faults.callsOf('getHealing')).toEqual([[7]]);
  });

  it('says what failed, and shows the rest of the incident', async () => {
    let isUp = false;
    render({
      getHealing: async () => {
        if (!isUp) {
          throw new Error('down');
        }
        return healingView();
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('What healing makes of it cannot be shown');
    expect(
      screen.getByRole('heading', { name: 'What can be done' }),
    ).toBeInTheDocument();
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    expect(
      await screen.findByText('Checking whether it helped'),
    ).toBeInTheDocument();
  });
});
