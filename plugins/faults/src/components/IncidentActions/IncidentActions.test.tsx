import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type {
  FaultsApi,
  IncidentDetail,
} from '@groundcrew/plugin-faults-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { incidentDetail, minutesAgo, mute } from '../../__fixtures__';
import { renderFaults } from '../../__testUtils__';
import { IncidentsRouter } from '../IncidentsRouter';

const render = (
  detail: IncidentDetail = incidentDetail(),
  script: Partial<FaultsApi> = {},
) =>
  renderFaults(
    <IncidentsRouter />,
    {
      getIncident: async () => detail,
      commandIncident: async () => ({
        ...detail,
        revision: detail.revision + 1,
        phase: 'acknowledged',
        acknowledgedAt: minutesAgo(0),
        acknowledgedBy: 'user:default/dana',
      }),
      ...script,
    },
    { path: '/faults/incidents/7' },
  );

const press = async (name: string) =>
  userEvent.click(await screen.findByRole('button', { name }));

describe('IncidentActions', () => {
  it('acknowledges, once however often it is pressed', async () => {
    const { faults } = render();
    await userEvent.dblClick(
      await screen.findByRole('button', { name: 'Acknowledge' }),
    );
    expect(await screen.findByText('Acknowledged')).toBeInTheDocument();
    expect(document.body).toHaveTextContent('Answerby dana, just now');
    expect(faults.callsOf('commandIncident')).toEqual([
      [7, { command: 'acknowledge' }],
    ]);
    expect(
      screen.queryByRole('button', { name: 'Acknowledge' }),
    ).not.toBeInTheDocument();
  });

  it('assigns to whoever is signed in, to somebody else, and to nobody', async () => {
    const { faults } = render(
      incidentDetail({ assignee: 'user:default/olivia' }),
    );
    await press('Assign to me');
    await press('Assign …');
    const dialog = await screen.findByRole('dialog', {
      name: 'Assign incident 7',
    });
    expect(await accessibilityProblems()).toEqual([]);
    const field = within(dialog).getByRole('combobox', { name: 'To whom' });
    expect(field).toHaveValue('user:default/olivia');
    await waitFor(() =>
      expect(
        document.querySelector('option[value="user:default/dana"]'),
      ).not.toBeNull(),
    );
    await userEvent.clear(field);
    await userEvent.type(field, 'omar');
    await userEvent.tab();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Assign' }),
    );
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    await press('Assign …');
    await userEvent.clear(
      await screen.findByRole('combobox', { name: 'To whom' }),
    );
    await userEvent.tab();
    await press('Assign');
    await waitFor(() =>
      expect(faults.callsOf('commandIncident')).toEqual([
        [7, { command: 'assign', assignee: 'user:default/dana' }],
        [7, { command: 'assign', assignee: 'user:default/omar' }],
        [7, { command: 'assign', assignee: undefined }],
      ]),
    );
  });

  it.each([
    ['Add a note …', 'Add', 'Note', 'note', 'open'],
    ['Resolve …', 'Resolve', 'Why it is over', 'resolve', 'open'],
    ['Reopen …', 'Reopen', 'Why it is not over', 'reopen', 'resolved'],
  ] as const)(
    'asks for words: %s',
    async (button, submit, label, command, phase) => {
      const { faults } = render(incidentDetail({ phase }));
      await press(button);
      const dialog = await screen.findByRole('dialog');
      const send = within(dialog).getByRole('button', { name: submit });
      expect(send).toBeDisabled();
      await userEvent.type(
        within(dialog).getByRole('textbox', { name: new RegExp(label) }),
        '  the flags are back ',
      );
      await userEvent.click(send);
      await waitFor(() =>
        expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
      );
      expect(faults.callsOf('commandIncident')).toEqual([
        [7, { command, note: 'the flags are back' }],
      ]);
    },
  );

  it('says why it was not taken, and keeps what was typed', async () => {
    const refused = await responseError(409, 'ConflictError', 'it is over');
    render(incidentDetail(), {
      commandIncident: async () => {
        throw refused;
      },
    });
    await press('Add a note …');
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Note/ }),
      'x',
    );
    await press('Add');
    const dialog = await screen.findByRole('dialog');
    expect(await within(dialog).findByRole('alert')).toHaveTextContent(
      'It was not takenit is over',
    );
    expect(within(dialog).getByRole('textbox')).toHaveValue('x');
    await press('Cancel');
    await press('Acknowledge');
    expect(await screen.findByRole('alert')).toHaveTextContent('it is over');
  });

  it('mutes the fault as far and as long as is chosen', async () => {
    const { faults } = render(incidentDetail(), {
      createMute: async () => mute(),
    });
    await press('Mute …');
    const dialog = await screen.findByRole('dialog', {
      name: 'Mute A ConfigMap that it needs does not exist',
    });
    const before = Date.now();
    await userEvent.click(
      within(dialog).getByRole('button', { name: /this fault of Deployment/ }),
    );
    await userEvent.click(
      await screen.findByRole('option', { name: /in the namespace/ }),
    );
    await userEvent.click(
      within(dialog).getByRole('button', { name: /8 hours/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: '1 day' }));
    const send = within(dialog).getByRole('button', { name: 'Mute' });
    expect(send).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Why/ }),
      'It is rebuilt',
    );
    await userEvent.click(send);
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    const [[request]] = faults.callsOf('createMute') as [[{ until: string }]];
    expect(request).toEqual({
      fault: 'config-map-missing',
      cluster: 'prod',
      namespace: 'shop-checkout',
      reason: 'It is rebuilt',
      until: expect.any(String),
    });
    const lengthMs = Date.parse(request.until) - before;
    expect(Math.round(lengthMs / 3_600_000)).toBe(24);
  });

  it('says why it was not muted', async () => {
    render(incidentDetail(), {
      createMute: async () => {
        throw new Error('not yours');
      },
    });
    await press('Mute …');
    await userEvent.type(
      await screen.findByRole('textbox', { name: /Why/ }),
      'It is rebuilt',
    );
    await press('Mute');
    expect(await screen.findByRole('alert')).toHaveTextContent('not yours');
  });

  it('shows who may not answer for it why', async () => {
    const { faults } = render(incidentDetail({ mayRespond: false }));
    const acknowledge = await screen.findByRole('button', {
      name: 'Acknowledge',
    });
    expect(acknowledge).toHaveAttribute('aria-disabled', 'true');
    await userEvent.click(acknowledge);
    await userEvent.hover(acknowledge);
    expect(await screen.findByRole('tooltip')).toHaveTextContent(
      'It takes the permission groundcrew.incidents.respond in prod / shop-checkout.',
    );
    expect(faults.callsOf('commandIncident')).toEqual([]);
    // The draft is there for everybody.
    expect(
      screen.getByRole('button', { name: 'Post-mortem draft …' }),
    ).not.toHaveAttribute('aria-disabled');
  });

  it('drafts a post-mortem, to keep as a file', async () => {
    const saved: Blob[] = [];
    URL.createObjectURL = blob => {
      saved.push(blob as Blob);
      return 'blob:draft';
    };
    URL.revokeObjectURL = () => {};
    const { faults } = render(incidentDetail(), {
      getPostMortem: async () => '# What happened',
    });
    await press('Post-mortem draft …');
    expect(
      await screen.findByRole('region', { name: 'Draft in Markdown' }),
    ).toHaveTextContent('# What happened');
    expect(
      screen.getByRole('button', { name: 'Copy the draft' }),
    ).toBeInTheDocument();
    await press('Download as Markdown');
    expect(saved).toHaveLength(1);
    expect(faults.callsOf('getPostMortem')).toEqual([[7]]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says why there is no draft', async () => {
    render(incidentDetail(), {
      getPostMortem: async () => {
        throw new Error('too old');
      },
    });
    await press('Post-mortem draft …');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The draft could not be made: too old',
    );
    expect(
      screen.getByRole('button', { name: 'Download as Markdown' }),
    ).toBeDisabled();
  });
});
