import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type {
  FaultsApi,
  HealingOverview,
} from '@groundcrew/plugin-faults-common';
import { act, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  healingOverview,
  healingPause,
  healingPolicy,
} from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (script: Partial<FaultsApi> = {}) =>
  renderFaults(
    <IncidentsRouter />,
    { listHealing: async () => healingOverview(), ...script },
    { path: '/faults/healing' },
  );

const row = (name: RegExp) => screen.findByRole('row', { name });

describe('HealingPage', () => {
  it('says first how far policies go by themselves', async () => {
    render();
    expect(
      await screen.findByText(
        '1 policy acts by itself, 1 asks, 1 only watches, 1 is switched off.',
      ),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Healing' })).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it.each<[string, HealingOverview['pauses'], RegExp]>([
    [
      'in one cluster',
      [healingPause()],
      /; healing is paused in prod for 30 min\.$/,
    ],
    [
      'in several',
      [healingPause(), healingPause({ cluster: 'dev' })],
      /; healing is paused in prod and dev\.$/,
    ],
    [
      'everywhere',
      [healingPause(), healingPause({ cluster: undefined })],
      /; healing is paused everywhere for 30 min\.$/,
    ],
  ])('says that it is paused %s', async (_, pauses, expected) => {
    render({ listHealing: async () => healingOverview({ pauses }) });
    const words = await screen.findByText(
      (_content, element) =>
        element?.tagName === 'P' &&
        /healing is paused/.test(element.textContent ?? ''),
    );
    expect(words).toHaveTextContent(expected);
    expect(words).toHaveTextContent(/^1 policy acts by itself, 1 asks/);
  });

  it('says where none goes as far as its mode', async () => {
    render({
      listHealing: async () =>
        healingOverview({ furthest: { dev: 'auto', prod: 'approve' } }),
    });
    expect(
      await screen.findByText('In prod, none does more than ask.'),
    ).toBeInTheDocument();
  });

  it('counts many', async () => {
    const policies = (['auto', 'approve', 'observe'] as const).flatMap(mode =>
      [1, 2].map(index => healingPolicy({ id: `${mode}-${index}`, mode })),
    );
    render({
      listHealing: async () =>
        healingOverview({
          policies: [
            ...policies,
            healingPolicy({ id: 'off-1', enabled: false }),
            healingPolicy({ id: 'off-2', enabled: false }),
          ],
        }),
    });
    expect(
      await screen.findByText(
        '2 policies act by themselves, 2 ask, 2 only watch, 2 are switched off.',
      ),
    ).toBeInTheDocument();
  });

  it('says that nothing acts by itself', async () => {
    render({
      listHealing: async () =>
        healingOverview({ policies: [healingPolicy({ mode: 'observe' })] }),
    });
    expect(
      await screen.findByText('No policy acts by itself, 1 only watches.'),
    ).toBeInTheDocument();
  });

  it('shows what each policy is for, how far it goes and how it did', async () => {
    render();
    const proven = await row(/Roll back a release that crashes/);
    for (const words of [
      'The revision before it ran, and nothing but the release has changed.',
      'Switched by olivia, 2 h ago',
      '3 faults',
      'Act',
      'On',
      'fired 12 times, acted 9 times, healed 8, took back 1',
      '8 of 9, between 57 % and 98 %',
      '90',
    ]) {
      expect(proven).toHaveTextContent(words);
    }
    expect(await row(/Restart what crashes/)).toHaveTextContent(
      /Ask.*1 fault.*fired 1 time, never actedNot tried yet\.40Try …Forget …$/,
    );
    expect(await row(/Raise a memory limit/)).toHaveTextContent(
      /Observe.*It never fired\.Not tried yet\.30Try …Forget …$/,
    );
    // What it did just now is not judged yet.
    expect(await row(/Drain a node/)).toHaveTextContent(
      /fired 4 times, acted 4 times, healed 1, took back 2.*1 of 3, between 6 % and 79 %/,
    );
    expect(
      within(await row(/Drain a node/)).getByRole('switch'),
    ).not.toBeChecked();
  });

  it('says how much time was saved, and by keyboard what that is compared with', async () => {
    render();
    const proven = await row(/Roll back a release that crashes/);
    expect(proven).toHaveTextContent('saved 2 h 15 min');
    const hint = within(proven).getByRole('button', { name: /^saved 2 h/ });
    await userEvent.tab();
    act(() => hint.focus());
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      /^6 attempts that healed are compared with how long half .* 2 are compared with the 30 min .* What healing took is taken off\.$/,
    );
    expect(await row(/Restart what crashes/)).not.toHaveTextContent('saved');
  });

  it('says that nothing is learnt of what was forgotten', async () => {
    const { record } = healingPolicy();
    render({
      listHealing: async () =>
        healingOverview({
          policies: [
            healingPolicy({ record: { ...record, success: undefined } }),
          ],
        }),
    });
    expect(await row(/Roll back a release/)).toHaveTextContent(
      'Nothing is learnt of it yet.',
    );
  });

  it('unfolds for which faults, under which conditions and within which limits', async () => {
    render();
    const proven = await row(/Roll back a release that crashes/);
    const faults = within(proven).getByText(
      'crash-loop, readiness-failing, start-failed',
    );
    expect(faults).not.toBeVisible();
    await userEvent.click(within(proven).getByText('3 faults'));
    expect(faults).toBeVisible();
    for (const words of [
      'Only indev and staging',
      'Without a personup to P1',
      'Only ifchanges.exists(c, c.kind == "release")',
      'What it may dokubernetes.roll-back',
      'Limits1 attempt on one incident, 10 min between two on one target, has to help within 1 min 30 s',
    ]) {
      expect(proven).toHaveTextContent(words);
    }
  });

  it('teaches where policies come from', async () => {
    render({ listHealing: async () => healingOverview({ policies: [] }) });
    expect(
      await screen.findByText('There is no healing policy'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();
  });

  it('teaches how healing is installed', async () => {
    render({
      listHealing: async () => {
        throw await responseError(404, 'NotFoundError', 'no such route');
      },
    });
    expect(
      await screen.findByText('Healing is not installed'),
    ).toBeInTheDocument();
    expect(screen.queryByRole('alert')).not.toBeInTheDocument();
  });

  it('says what failed, and tries again', async () => {
    let isUp = false;
    render({
      listHealing: async () => {
        if (!isUp) {
          throw new Error('down');
        }
        return healingOverview();
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('Healing policies cannot be shown');
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    expect(await row(/Raise a memory limit/)).toBeInTheDocument();
  });
});
