import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { ClusterView } from '@groundcrew/plugin-clusters-common';
import type {
  FaultsApi,
  HealingOverview,
  HealingPolicyView,
} from '@groundcrew/plugin-faults-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { healingOverview, healingPause } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const FORBIDDEN = 'It takes the permission groundcrew.healing.configure.';

/** Renders the page with a backend that does as it is asked. */
function render(
  first: HealingOverview = healingOverview(),
  script: Partial<FaultsApi> = {},
) {
  let overview = first;
  const answer = (more: Partial<HealingOverview>) => {
    overview = { ...overview, ...more };
    return overview;
  };
  return renderFaults(
    <IncidentsRouter />,
    {
      listHealing: async () => overview,
      switchPolicy: async (id, { reason: _, ...change }) =>
        answer({
          policies: overview.policies.map(policy =>
            policy.id === id
              ? ({ ...policy, ...change } as HealingPolicyView)
              : policy,
          ),
        }),
      pauseHealing: async ({ cluster, paused, reason }) =>
        answer({ pauses: paused ? [healingPause({ cluster, reason })] : [] }),
      ...script,
    },
    {
      path: '/faults/healing',
      clusters: {
        listClusters: async () => ({
          items: ['dev', 'prod'].map(name => ({ name } as ClusterView)),
          problems: [],
          environments: [],
        }),
      },
    },
  );
}

const press = async (name: RegExp | string) =>
  userEvent.click(await screen.findByRole('button', { name }));
const dialog = () => screen.findByRole('dialog');
const inDialog = async (name: string) =>
  within(await dialog()).getByRole('button', { name });
const giveReason = async (reason: string) =>
  userEvent.type(
    within(await dialog()).getByRole('textbox', { name: /Why/ }),
    reason,
  );

describe('HealingControls', () => {
  it('changes how far a policy goes, with a reason', async () => {
    const { faults } = render();
    await press('Change … Restart what crashes without a release');
    expect(await dialog()).toHaveTextContent(
      /How far "Restart what crashes without a release" may go.*a person has to run it/,
    );
    expect(await accessibilityProblems()).toEqual([]);
    await giveReason('  it did well  ');
    // Nothing would change.
    expect(await inDialog('Change')).toBeDisabled();
    await userEvent.click(screen.getByRole('radio', { name: 'Act' }));
    expect(await dialog()).toHaveTextContent('It acts without asking');
    await userEvent.click(await inDialog('Change'));
    expect(
      await screen.findByText('Restart what crashes without a release: Act.'),
    ).toHaveAttribute('role', 'status');
    expect(faults.callsOf('switchPolicy')).toEqual([
      ['restart-once', { mode: 'auto', reason: 'it did well' }],
    ]);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(
      await screen.findByText(/^2 policies act by themselves/),
    ).toBeInTheDocument();
  });

  it('wants a reason of three letters', async () => {
    render();
    await press('Change … Raise a memory limit that is too small');
    await userEvent.click(await screen.findByRole('radio', { name: 'Ask' }));
    await giveReason('ok ');
    expect(await inDialog('Change')).toBeDisabled();
    await giveReason('ay');
    expect(await inDialog('Change')).toBeEnabled();
  });

  it('switches a policy off, and on again', async () => {
    const { faults } = render();
    await userEvent.click(
      await screen.findByRole('switch', {
        name: 'On: Roll back a release that crashes',
      }),
    );
    await giveReason('it rolled back too much');
    await userEvent.click(await inDialog('Switch off'));
    expect(
      await screen.findByText(
        'Roll back a release that crashes is switched off.',
      ),
    ).toBeInTheDocument();
    await userEvent.click(
      await screen.findByRole('switch', {
        name: 'Off: Roll back a release that crashes',
      }),
    );
    await giveReason('mended');
    await userEvent.click(await inDialog('Switch on'));
    expect(
      await screen.findByRole('switch', {
        name: 'On: Roll back a release that crashes',
      }),
    ).toBeChecked();
    expect(faults.callsOf('switchPolicy')).toEqual([
      [
        'roll-back-crash-loop',
        { enabled: false, reason: 'it rolled back too much' },
      ],
      ['roll-back-crash-loop', { enabled: true, reason: 'mended' }],
    ]);
  });

  it('stays as it is when nobody says why', async () => {
    const { faults } = render();
    const toggle = await screen.findByRole('switch', {
      name: 'On: Roll back a release that crashes',
    });
    await userEvent.click(toggle);
    await userEvent.click(await inDialog('Cancel'));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(toggle).toBeChecked();
    expect(faults.callsOf('switchPolicy')).toEqual([]);
  });

  it('keeps what was filled in when it is not taken', async () => {
    render(healingOverview(), {
      switchPolicy: async () => {
        throw await responseError(403, 'NotAllowedError', 'you may not');
      },
    });
    await userEvent.click(
      await screen.findByRole('switch', {
        name: 'Off: Drain a node that is not ready',
      }),
    );
    await giveReason('nodes are old');
    await userEvent.click(await inDialog('Switch on'));
    expect(await within(await dialog()).findByRole('alert')).toHaveTextContent(
      'It was not takenyou may not',
    );
    expect(screen.getByRole('textbox', { name: /Why/ })).toHaveValue(
      'nodes are old',
    );
  });

  it('pauses healing everywhere, and lets it go on', async () => {
    const { faults } = render();
    await press('Pause healing …');
    await giveReason('a migration');
    await userEvent.click(await inDialog('Pause'));
    expect(
      await screen.findByText('Healing is paused everywhere.'),
    ).toHaveAttribute('role', 'status');
    const pauses = await screen.findByRole('list', {
      name: 'Where healing is paused',
    });
    expect(pauses).toHaveTextContent(
      /^Paused everywherea migrationBy olivia, 30 min ago\./,
    );
    expect(await accessibilityProblems()).toEqual([]);
    await press('Go on … everywhere');
    await giveReason('migrated');
    await userEvent.click(await inDialog('Go on'));
    expect(
      await screen.findByText('Healing goes on everywhere.'),
    ).toBeInTheDocument();
    await waitFor(() => expect(pauses).not.toBeInTheDocument());
    expect(faults.callsOf('pauseHealing')).toEqual([
      [{ paused: true, reason: 'a migration' }],
      [{ paused: false, reason: 'migrated' }],
    ]);
  });

  it('pauses healing in one cluster of those where it goes on', async () => {
    const { faults } = render(
      healingOverview({ pauses: [healingPause({ cluster: 'prod' })] }),
    );
    await press('Pause healing …');
    await userEvent.click(
      within(await dialog()).getByRole('button', { name: /Where/ }),
    );
    const options = await screen.findAllByRole('option');
    expect(options.map(({ textContent }) => textContent)).toEqual([
      'Everywhere',
      'In dev',
    ]);
    await userEvent.click(options[1]);
    await giveReason('a load test');
    await userEvent.click(await inDialog('Pause'));
    await screen.findByText('Healing is paused in dev.');
    expect(faults.callsOf('pauseHealing')).toEqual([
      [{ cluster: 'dev', paused: true, reason: 'a load test' }],
    ]);
  });

  it('shows what may be switched, and why it may not', async () => {
    render(healingOverview({ mayConfigure: false, pauses: [healingPause()] }));
    for (const name of [
      'Change … Roll back a release that crashes',
      'Pause healing …',
      'Go on … in prod',
    ]) {
      const button = await screen.findByRole('button', { name });
      expect(button).toHaveAttribute('aria-disabled', 'true');
      await userEvent.click(button);
    }
    const toggle = screen.getByRole('switch', {
      name: 'On: Roll back a release that crashes',
    });
    expect(toggle).toHaveAttribute('aria-readonly', 'true');
    await userEvent.click(toggle);
    expect(toggle).toBeChecked();
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(
      screen.getByText(
        `You may look at healing, and not change it. ${FORBIDDEN}`,
      ),
    ).toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
  });
});
