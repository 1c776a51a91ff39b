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
import {
  healingOverview,
  healingPause,
  healingTrial,
} from '../../__fixtures__';
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
      resetLearning: async () => overview,
      tryPolicy: async () => healingTrial(),
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

  it('forgets what was learnt, of all that a policy is for', async () => {
    const { faults } = render();
    await press('Forget … Roll back a release that crashes');
    expect(await dialog()).toHaveTextContent(
      /Forget what was learnt of "Roll back a release that crashes".*cooldowns stay/,
    );
    expect(await accessibilityProblems()).toEqual([]);
    await giveReason('the cluster is new');
    await userEvent.click(await inDialog('Forget'));
    expect(
      await screen.findByText(
        'What was learnt of Roll back a release that crashes is forgotten.',
      ),
    ).toHaveAttribute('role', 'status');
    expect(faults.callsOf('resetLearning')).toEqual([
      [{ policy: 'roll-back-crash-loop', reason: 'the cluster is new' }],
    ]);
  });

  it('forgets it against one fault, on one object', async () => {
    const { faults } = render();
    await press('Forget … Roll back a release that crashes');
    await userEvent.click(
      within(await dialog()).getByRole('button', { name: /Against/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'readiness-failing' }),
    );
    await giveReason('another base image');
    const object = within(await dialog()).getByRole('textbox', {
      name: /Only on one object/,
    });
    await userEvent.type(object, 'prod/shop');
    expect(await dialog()).toHaveTextContent('Four parts are needed');
    expect(await inDialog('Forget')).toBeDisabled();
    await userEvent.type(object, '/Deployment/cart');
    await userEvent.click(await inDialog('Forget'));
    await waitFor(() =>
      expect(faults.callsOf('resetLearning')).toEqual([
        [
          {
            policy: 'roll-back-crash-loop',
            fault: 'readiness-failing',
            object: {
              cluster: 'prod',
              namespace: 'shop',
              kind: 'Deployment',
              name: 'cart',
            },
            reason: 'another base image',
          },
        ],
      ]),
    );
  });

  it('tries a policy on recorded incidents, whoever may look', async () => {
    const { faults } = render(healingOverview({ mayConfigure: false }));
    await press('Try … Roll back a release that crashes');
    expect(await dialog()).toHaveTextContent(
      /Incidents that you may see: 12, with a fault that it is for: 2\. It would have acted on 1, and proposed something for 0\./,
    );
    const [, first, second] = within(await dialog()).getAllByRole('row');
    expect(first).toHaveTextContent(
      /P2 It crashes.*Deployment checkout.*5 minactedRoll back to revision 3/,
    );
    expect(second).toHaveTextContent(/done nothingIts condition is not met\./);
    expect(
      within(first).getByRole('link', { name: 'P2 It crashes' }),
    ).toHaveAttribute('href', '/faults/incidents/9');
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(screen.getByRole('radio', { name: 'Ask' }));
    await userEvent.click(screen.getByRole('radio', { name: '90 days' }));
    await waitFor(() =>
      expect(faults.callsOf('tryPolicy')).toEqual([
        [{ policy: 'roll-back-crash-loop', mode: 'auto', days: 30 }],
        [{ policy: 'roll-back-crash-loop', mode: 'approve', days: 30 }],
        [{ policy: 'roll-back-crash-loop', mode: 'approve', days: 90 }],
      ]),
    );
    await userEvent.click(await inDialog('Done'));
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
  });

  it('says that a policy was for nothing, that more was found, or that it failed', async () => {
    const answers = [
      async () => healingTrial({ matched: 0, acts: 0, entries: [] }),
      async () => healingTrial({ matched: 500 }),
      async () => {
        throw await responseError(404, 'NotFoundError', 'no such policy');
      },
    ];
    render(healingOverview(), { tryPolicy: async () => answers.shift()!() });
    await press('Try … Roll back a release that crashes');
    expect(
      await screen.findByText(/None has a fault that it is for/),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Ask' }));
    expect(
      await screen.findByText('The newest 2 are shown.'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('radio', { name: 'Observe' }));
    expect(await within(await dialog()).findByRole('alert')).toHaveTextContent(
      'It could not be triedno such policy',
    );
  });

  it('shows what may be switched, and why it may not', async () => {
    render(healingOverview({ mayConfigure: false, pauses: [healingPause()] }));
    for (const name of [
      'Change … Roll back a release that crashes',
      'Forget … Roll back a release that crashes',
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
