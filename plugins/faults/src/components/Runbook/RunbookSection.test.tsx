import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { FaultsApi } from '@groundcrew/plugin-faults-common';
import {
  previewAnswer,
  verbAvailability,
} from '@groundcrew/plugin-operations-react/testUtils';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { incidentDetail, incidentRunbook } from '../../__fixtures__';
import { renderFaults, type RenderFaultsOptions } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const rollBack = (more = {}) =>
  verbAvailability({
    operation: 'kubernetes.roll-back',
    title: 'Roll back to…',
    ...more,
  });

const render = (
  script: Partial<FaultsApi> = {},
  options: RenderFaultsOptions = {},
) =>
  renderFaults(
    <IncidentsRouter />,
    {
      getIncident: async () => incidentDetail(),
      getIncidentRunbooks: async () => ({ runbooks: [incidentRunbook()] }),
      ...script,
    },
    { path: '/faults/incidents/7', ...options },
  );

const section = () => screen.findByRole('region', { name: 'Runbook' });
const list = async (name: string) =>
  within(await section()).getByRole('list', { name });

describe('RunbookSection', () => {
  beforeEach(() => sessionStorage.clear());

  it('shows what to find out, what may be done, and whom to call', async () => {
    const { faults } = render();
    const words = await section();
    expect(words).toHaveTextContent(
      /^RunbookConfiguration is missingFor this very fault\.Read all of it/,
    );
    expect(await list('Find out')).toHaveTextContent(
      /See what there is\.kubectl -n shop-checkout get configmap.*Look at the dashboard\.Open$/,
    );
    expect(await list('Mend it')).toHaveTextContent(
      /Go back to what ran\..*It helped when: the pods are readyCordon its node\.No Node has to do with this incident\.Bring it back from Git\.$/,
    );
    expect(await list('Call for help')).toHaveTextContent(
      'At once: the owner of what suffersAfter 15 min: platformAfter 1 h: whoever operates the cluster',
    );
    expect(
      within(words).getByRole('link', {
        name: 'Read all of it: Configuration is missing',
      }),
    ).toHaveAttribute('href', '/faults/runbooks/missing-configuration');
    expect(
      within(words).getByRole('link', { name: 'Open: Look at the dashboard.' }),
    ).toHaveAttribute('href', 'https://grafana.test/d/1');
    expect(faults.callsOf('getIncidentRunbooks')).toEqual([[7]]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('remembers by keyboard what was found out, for the session alone', async () => {
    const { unmount } = render();
    const step = await screen.findByRole('checkbox', {
      name: 'See what there is.',
    });
    step.focus();
    await userEvent.keyboard(' ');
    expect(step).toBeChecked();
    expect(JSON.stringify({ ...localStorage })).not.toContain('steps');
    unmount();
    render();
    const again = await screen.findByRole('checkbox', {
      name: 'See what there is.',
    });
    expect(again).toBeChecked();
    expect(
      screen.getByRole('checkbox', { name: 'Look at the dashboard.' }),
    ).not.toBeChecked();
    await userEvent.click(again);
    expect(again).not.toBeChecked();
  });

  it('ticks nothing off for what was kept by somebody else', async () => {
    sessionStorage.setItem(
      'groundcrew-faults.steps.7.missing-configuration',
      '{"no": "list"}',
    );
    render();
    expect(
      await screen.findByRole('checkbox', { name: 'See what there is.' }),
    ).not.toBeChecked();
  });

  it('opens the dialog of an operation, filled in', async () => {
    const { operations } = render(
      {},
      {
        operations: {
          listVerbs: async () => ({ verbs: [rollBack()] }),
          preview: async () => previewAnswer(),
        },
      },
    );
    const button = within(await list('Mend it')).getByRole('button', {
      name: 'Preview …',
    });
    await waitFor(() => expect(button).toBeEnabled());
    await userEvent.click(button);
    await screen.findByRole('dialog');
    await waitFor(() =>
      expect(operations.callsOf('preview')).toEqual([
        [
          expect.objectContaining({
            operation: 'kubernetes.roll-back',
            target: expect.objectContaining({ name: 'checkout' }),
            input: { revision: 3 },
          }),
        ],
      ]),
    );
  });

  it('says why an operation may not be used', async () => {
    render(
      {},
      {
        operations: {
          listVerbs: async () => ({
            verbs: [rollBack({ outcome: 'denied', reason: 'you may not' })],
          }),
        },
      },
    );
    const steps = await list('Mend it');
    await waitFor(() =>
      expect(
        within(steps).getByRole('button', { name: 'Preview …' }),
      ).toHaveAttribute('aria-disabled', 'true'),
    );
    // Only who comes by keyboard, or stays with the mouse, is told.
    await userEvent.tab();
    act(() => within(steps).getByRole('button', { name: 'Preview …' }).focus());
    expect(await screen.findByRole('tooltip')).toHaveTextContent('You may not');
  });

  it('offers nothing to do about what is over', async () => {
    render({ getIncident: async () => incidentDetail({ phase: 'resolved' }) });
    expect(within(await list('Mend it')).queryByRole('button')).toBeNull();
  });

  it('warns of what is worse than it is for, and folds the others', async () => {
    render({
      getIncidentRunbooks: async () => ({
        runbooks: [
          incidentRunbook({ isWorse: true, severity: 'P2' }),
          incidentRunbook({ id: 'b', title: 'Another', fit: 'detector' }),
        ],
      }),
    });
    expect(await section()).toHaveTextContent(
      'This incident is P1, and the runbook is for P2 at the worst',
    );
    const other = screen.getByText('For faults like this one.');
    expect(other).not.toBeVisible();
    await userEvent.click(screen.getByText('1 other runbook may fit'));
    await userEvent.click(screen.getAllByText('Another')[0]);
    expect(other).toBeVisible();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it.each<[string, Partial<FaultsApi>]>([
    ['there is none', { getIncidentRunbooks: async () => ({ runbooks: [] }) }],
    [
      'the backend knows none',
      {
        getIncidentRunbooks: async () => {
          throw await responseError(404, 'NotFoundError', 'no such route');
        },
      },
    ],
  ])('is left out where %s', async (_, script) => {
    const { faults } = render(script);
    await screen.findByRole('region', { name: 'Evidence' });
    await waitFor(() =>
      expect(faults.callsOf('getIncidentRunbooks')).toHaveLength(1),
    );
    await waitFor(() =>
      expect(screen.queryByTestId('runbook-skeleton')).toBeNull(),
    );
    expect(screen.queryByRole('region', { name: 'Runbook' })).toBeNull();
  });

  it('says what failed', async () => {
    render({
      getIncidentRunbooks: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Runbooks cannot be shown',
    );
  });
});
