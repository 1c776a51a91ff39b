import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type {
  OperationDetail,
  OperationsApi,
  VerbAvailability,
} from '@groundcrew/plugin-operations-common';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderOperations } from '../../__testUtils__';
import {
  operationDetail,
  operationSummary,
  preview,
  previewAnswer,
  verbAvailability,
} from '../../testUtils';
import { OperationDialog } from './OperationDialog';

const target = {
  cluster: 'prod',
  kind: 'Deployment',
  namespace: 'shop-checkout',
  name: 'checkout',
};

const scale = verbAvailability({
  operation: 'kubernetes.scale',
  title: 'Scale…',
  fields: [
    {
      name: 'replicas',
      label: 'Replicas',
      type: 'integer',
      required: true,
      minimum: 0,
      maximum: 10,
      default: 3,
    },
  ],
});

function render(
  script: Partial<OperationsApi> = {},
  verb: VerbAvailability = verbAvailability(),
) {
  const onClose = jest.fn();
  const result = renderOperations(
    <OperationDialog
      ask={{
        verb,
        title: verb.title,
        request: { operation: verb.operation, target, input: {} },
      }}
      onClose={onClose}
    />,
    {
      preview: async () => previewAnswer({ availability: verb }),
      submit: async () => operationDetail(),
      getOperation: async () => operationDetail(),
      ...script,
    },
  );
  return { ...result, onClose };
}

const runButton = (name = 'Run') => screen.findByRole('button', { name });
const ready = () =>
  waitFor(() =>
    expect(
      screen.getByRole('button', { name: /^(Run|Ask for approval)$/ }),
    ).not.toHaveAttribute('aria-disabled'),
  );

describe('before it runs', () => {
  it('shows the exact difference, the impact with the worst first, and what the rules say', async () => {
    render({
      preview: async () =>
        previewAnswer({
          preview: preview({
            impacts: [
              { severity: 'note', code: 'budget', message: 'a budget' },
              {
                severity: 'danger',
                code: 'replicas-unavailable',
                message: 'no replica will be ready',
              },
            ],
          }),
          availability: verbAvailability({
            verdicts: [
              {
                rule: 'cooldown',
                verdict: 'wait',
                message: 'it was changed a minute ago',
                until: '2026-01-01T12:00:00.000Z',
                overridable: false,
              },
            ],
          }),
        }),
    });
    expect(
      await screen.findByText('Replaces 3 pods of checkout'),
    ).toBeInTheDocument();
    expect(
      screen.getByText('prod / shop-checkout / Deployment checkout'),
    ).toBeInTheDocument();
    const diff = screen.getByRole('table');
    expect(diff).toHaveTextContent('replicas: 3');
    expect(diff).toHaveTextContent('replicas: 5');
    expect(screen.getByText(/The API server was asked/)).toBeInTheDocument();
    expect(
      within(screen.getByRole('list', { name: 'What it may do besides' }))
        .getAllByRole('listitem')
        .map(item => item.textContent),
    ).toEqual(['Danger: no replica will be ready', 'Note: a budget']);
    expect(screen.getByText(/it was changed a minute ago/)).toHaveTextContent(
      /^Not now cooldown: it was changed a minute ago until /,
    );
    expect(
      screen.queryByRole('checkbox', { name: /past the rules/ }),
    ).not.toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('says so when the difference was computed', async () => {
    render({
      preview: async () =>
        previewAnswer({
          preview: preview({ source: 'computed', changes: [] }),
        }),
    });
    expect(
      await screen.findByText(/^Computed from what is known/),
    ).toBeInTheDocument();
    expect(screen.getByText('No object is written.')).toBeInTheDocument();
  });

  it('has the shape of a preview while it is worked out, and cannot run', async () => {
    render({ preview: () => new Promise(() => {}) });
    expect(await screen.findByTestId('preview-skeleton')).toBeInTheDocument();
    expect(await runButton()).toHaveAttribute('aria-disabled', 'true');
    expect(screen.getByRole('status')).toHaveTextContent(
      'What it would do is being worked out.',
    );
  });

  it('says why there is no preview, and tries again', async () => {
    let attempts = 0;
    const { operations } = render({
      preview: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw await responseError(503, 'Error', 'the API server is slow');
        }
        return previewAnswer();
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('the API server is slow');
    await userEvent.click(await runButton());
    expect(operations.callsOf('submit')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await ready();
    expect(alert).not.toBeInTheDocument();
  });

  it('asks anew for what is filled in', async () => {
    const { operations } = render(
      {
        preview: async request =>
          previewAnswer({
            preview: preview({
              hash: `hash-${request.input?.replicas}`,
              summary: `Scales to ${request.input?.replicas}`,
            }),
            availability: scale,
          }),
      },
      scale,
    );
    expect(await screen.findByText('Scales to 3')).toBeInTheDocument();
    const replicas = screen.getByRole('textbox', { name: /^Replicas/ });
    await userEvent.clear(replicas);
    await userEvent.type(replicas, '5');
    await userEvent.tab();
    expect(await screen.findByText('Scales to 5')).toBeInTheDocument();
    await ready();
    await userEvent.click(await runButton());
    await waitFor(() =>
      expect(operations.callsOf('submit')).toEqual([
        [
          expect.objectContaining({
            operation: 'kubernetes.scale',
            target,
            input: { replicas: 5 },
            previewHash: 'hash-5',
          }),
        ],
      ]),
    );
  });

  it('waits for what is asked for', async () => {
    const { operations } = render(
      {},
      verbAvailability({
        title: 'Set image…',
        fields: [
          {
            name: 'image',
            label: 'Image',
            type: 'text',
            required: true,
            maxLength: 20,
          },
        ],
      }),
    );
    expect(
      await screen.findByText(/^Fill in what is asked for to see/),
    ).toBeInTheDocument();
    expect(operations.callsOf('preview')).toEqual([]);
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Image/ }),
      'checkout:1.9',
    );
    await ready();
    expect(operations.callsOf('preview').at(-1)).toEqual([
      expect.objectContaining({ input: { image: 'checkout:1.9' } }),
    ]);
  });

  it('chooses among what there is, by keyboard', async () => {
    const { operations } = render(
      {},
      verbAvailability({
        title: 'Roll back to…',
        fields: [
          {
            name: 'revision',
            label: 'Revision',
            type: 'choice',
            required: true,
            options: [
              { value: 7, label: '7', description: 'checkout:1.9' },
              { value: 6, label: '6', description: 'checkout:1.8' },
            ],
          },
          {
            name: 'force',
            label: 'Even so',
            type: 'boolean',
            required: false,
          },
        ],
      }),
    );
    const choice = await screen.findByRole('button', { name: /Revision/ });
    act(() => choice.focus());
    await userEvent.keyboard('{Enter}');
    await screen.findByRole('listbox');
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await userEvent.click(screen.getByRole('checkbox', { name: 'Even so' }));
    await waitFor(() =>
      expect(operations.callsOf('preview').at(-1)).toEqual([
        expect.objectContaining({ input: { revision: 6, force: true } }),
      ]),
    );
  });

  it('requires a reason where one is required, and keeps one that is too long', async () => {
    const { operations } = render(
      {},
      verbAvailability({ reasonRequired: true }),
    );
    const reason = await screen.findByRole('textbox', { name: /^Reason/ });
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'A reason is required.',
      ),
    );
    await userEvent.click(await runButton());
    expect(operations.callsOf('submit')).toEqual([]);

    await userEvent.click(reason);
    await userEvent.paste('x'.repeat(2_001));
    expect(screen.getByRole('status')).toHaveTextContent(
      'The reason is too long.',
    );
    expect(reason).toHaveValue('x'.repeat(2_001));
    expect(
      screen.getByText('2001 of 2000 characters: please shorten the reason'),
    ).toBeInTheDocument();

    await userEvent.clear(reason);
    await userEvent.type(reason, 'a leak');
    await ready();
    await userEvent.click(await runButton());
    await waitFor(() =>
      expect(operations.callsOf('submit')).toEqual([
        [expect.objectContaining({ reason: 'a leak' })],
      ]),
    );
  });

  it('runs past a rule only where that may be overridden, and only when it was said', async () => {
    const frozen = verbAvailability({
      outcome: 'denied',
      reason: 'a freeze window',
      approval: 'needs the approval of checkout',
      verdicts: [
        {
          rule: 'freeze-window',
          verdict: 'refuse',
          message: 'frozen until Monday',
          overridable: true,
        },
      ],
      overridable: true,
    });
    const { operations } = render({}, frozen);
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'A rule is against it: frozen until Monday',
      ),
    );
    await userEvent.click(
      screen.getByRole('checkbox', { name: 'Run it past the rules above' }),
    );
    await ready();
    // Past the rule, and not past those who approve.
    await userEvent.click(await runButton('Ask for approval'));
    await waitFor(() =>
      expect(operations.callsOf('submit')).toEqual([
        [expect.objectContaining({ override: true })],
      ]),
    );
  });

  it('says what forbids it by the time that it is previewed', async () => {
    render({
      preview: async () =>
        previewAnswer({
          availability: verbAvailability({
            outcome: 'denied',
            reason: 'It takes groundcrew.operations.run in prod',
          }),
        }),
    });
    await waitFor(() =>
      expect(screen.getByRole('status')).toHaveTextContent(
        'It takes groundcrew.operations.run in prod',
      ),
    );
    expect(await runButton()).toHaveAttribute('aria-disabled', 'true');
  });

  it('asks for approval where that is needed', async () => {
    render(
      {},
      verbAvailability({
        outcome: 'needs-approval',
        reason: 'The checkout team has to agree.',
        approval: 'The checkout team has to agree.',
      }),
    );
    expect(await runButton('Ask for approval')).toBeInTheDocument();
    expect(
      screen.getByText('The checkout team has to agree.'),
    ).toBeInTheDocument();
  });

  it('is submitted once, however often it is pressed', async () => {
    let answer: (detail: OperationDetail) => void = () => {};
    const { operations } = render({
      submit: () =>
        new Promise(resolve => {
          answer = resolve;
        }),
    });
    await ready();
    await userEvent.dblClick(await runButton());
    expect(operations.callsOf('submit')).toHaveLength(1);
    answer(operationDetail());
    expect(await screen.findByRole('list', { name: 'Steps' })).toBeVisible();
    expect(operations.callsOf('submit')).toHaveLength(1);
  });

  it('says why it was refused, keeps what was typed, and asks again with the same key', async () => {
    let attempts = 0;
    const { operations } = render({
      submit: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw await responseError(
            409,
            'ConflictError',
            'olivia restarts it already',
          );
        }
        if (attempts === 2) {
          throw new TypeError('Failed to fetch');
        }
        return operationDetail();
      },
    });
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Reason/ }),
      'a leak',
    );
    await ready();
    await userEvent.click(await runButton());
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'It was not startedolivia restarts it alreadyWhat you filled in is still here.',
    );
    expect(screen.getByRole('textbox', { name: /^Reason/ })).toHaveValue(
      'a leak',
    );
    await userEvent.click(await runButton());
    await waitFor(() =>
      expect(screen.getByRole('alert')).toHaveTextContent(
        'Run it again: it will not be done twice.',
      ),
    );
    await userEvent.click(await runButton());
    await screen.findByRole('list', { name: 'Steps' });
    const keys = operations
      .callsOf('submit')
      .map(
        ([request]) => (request as { idempotencyKey: string }).idempotencyKey,
      );
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
    expect(keys[0]).toMatch(/^[0-9a-f]{32}$/);
  });

  it('is closed by the Escape key', async () => {
    const { onClose } = render();
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalled();
  });
});

describe('while it runs', () => {
  async function run(script: Partial<OperationsApi>) {
    const result = render(script);
    await ready();
    await userEvent.click(await runButton());
    await screen.findByText('It goes on if you close this.').catch(() => {});
    return result;
  }

  it('shows each step as it is taken, the verification and the end', async () => {
    const [annotate, rollOut] = operationDetail().steps;
    let current = operationDetail();
    const { announce } = await run({ getOperation: async () => current });
    const steps = within(await screen.findByRole('list', { name: 'Steps' }));
    const texts = () =>
      steps.getAllByRole('listitem').map(item => item.textContent);
    expect(texts()).toEqual([
      'Change the pod templateDone · 2.5 s',
      expect.stringMatching(
        /^Wait for the rolloutWaiting · .+ · 2 attempts1 of 3 pods replaced$/,
      ),
      'VerificationNot begun',
    ]);
    expect(steps.getAllByRole('listitem')[1]).toHaveAttribute(
      'aria-current',
      'step',
    );
    expect(await accessibilityProblems()).toEqual([]);
    const doneSteps = [annotate, { ...rollOut, status: 'done' as const }];

    current = operationDetail({
      revision: 2,
      phase: 'verifying',
      phaseReason: '2 of 3 ready',
      steps: doneSteps,
    });
    await announce('another', 9);
    await announce('op-1', 2);
    await waitFor(() =>
      expect(texts()[2]).toBe('VerificationUnder way2 of 3 ready'),
    );

    current = operationDetail({
      revision: 3,
      phase: 'succeeded',
      phaseReason: '3 of 3 replicas are ready',
      steps: doneSteps,
      undo: { reason: 'a restart leaves nothing to take back' },
    });
    await announce('op-1', 3);
    await waitFor(() => expect(texts()[2]).toBe('VerificationDone'));
    expect(screen.getAllByRole('status')[0]).toHaveTextContent(
      'Succeeded3 of 3 replicas are ready',
    );
    expect(
      screen.getByText(
        'It cannot be undone: a restart leaves nothing to take back',
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('It goes on if you close this.'),
    ).not.toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Open its page' })).toHaveAttribute(
      'href',
      '/operations/op-1',
    );
  });

  it('takes it back in the same dialog', async () => {
    const succeeded = operationDetail({
      phase: 'succeeded',
      undo: {
        request: {
          operation: 'kubernetes.scale',
          target: { ...target, uid: 'uid-1' },
          input: { replicas: 3 },
        },
      },
    });
    const { operations } = await run({
      submit: async request =>
        request.undoes
          ? operationDetail({ id: 'op-2', title: 'Scale checkout to 3' })
          : succeeded,
      getOperation: async id =>
        id === 'op-2'
          ? operationDetail({ id: 'op-2', title: 'Scale checkout to 3' })
          : succeeded,
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    await screen.findByText('Undo: checkout');
    await ready();
    await userEvent.click(await runButton());
    expect(await screen.findByText('Scale checkout to 3')).toBeInTheDocument();
    expect(operations.callsOf('submit').at(-1)).toEqual([
      expect.objectContaining({
        operation: 'kubernetes.scale',
        target: { ...target, uid: 'uid-1' },
        input: { replicas: 3 },
        undoes: 'op-1',
      }),
    ]);
    const keys = operations
      .callsOf('submit')
      .map(
        ([request]) => (request as { idempotencyKey: string }).idempotencyKey,
      );
    expect(keys[0]).not.toBe(keys[1]);
  });

  it('says things to it, and what came of that', async () => {
    let attempts = 0;
    const running = operationDetail({
      commands: [{ command: 'cancel', title: 'Cancel' }],
    });
    const { operations } = await run({
      submit: async () => running,
      getOperation: async () => running,
      command: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw await responseError(409, 'ConflictError', 'it is too late');
        }
        return operationDetail({
          revision: 2,
          phase: 'cancelled',
          phaseReason: 'taken back by dana',
        });
      },
    });
    const cancel = await screen.findByRole('button', { name: 'Cancel' });
    await userEvent.click(cancel);
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'it is too late',
    );
    await userEvent.click(cancel);
    expect(await screen.findByText('taken back by dana')).toBeInTheDocument();
    expect(operations.callsOf('command').at(-1)).toEqual([
      'op-1',
      { command: 'cancel' },
    ]);
    expect(cancel).not.toBeInTheDocument();
  });

  it('shows what changed before it asks to confirm it', async () => {
    const waiting = operationDetail({
      phase: 'needs-confirmation',
      phaseReason: 'what it would do has changed',
      steps: [],
      commands: [
        { command: 'confirm', title: 'Confirm' },
        { command: 'cancel', title: 'Cancel' },
      ],
    });
    const { operations } = await run({
      submit: async () => waiting,
      getOperation: async () => waiting,
      previewAgain: async () =>
        previewAnswer({
          preview: preview({ hash: 'hash-2', summary: 'Replaces 5 pods' }),
          changedSince: ['It has 5 replicas in place of 3'],
        }),
      command: async () =>
        operationDetail({ revision: 2, phaseReason: 'goes on' }),
    });
    expect(
      await screen.findByText('It has 5 replicas in place of 3'),
    ).toBeInTheDocument();
    expect(screen.getByText('Replaces 5 pods')).toBeInTheDocument();
    expect(
      screen.getByText('Its steps are planned when it begins.'),
    ).toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.click(
      screen.getByRole('button', { name: 'Confirm and run' }),
    );
    expect(await screen.findByText('goes on')).toBeInTheDocument();
    expect(operations.callsOf('command')).toEqual([
      ['op-1', { command: 'confirm', previewHash: 'hash-2' }],
    ]);
  });

  it('says whose answer it waits for', async () => {
    const waiting = operationDetail({
      phase: 'awaiting-approval',
      steps: [],
      approval: {
        approvers: ['group:default/checkout', 'user:default/olivia'],
        needed: 2,
        expiresAt: '2026-01-02T12:00:00.000Z',
        decisions: [],
      },
    });
    await run({
      submit: async () => waiting,
      getOperation: async () => waiting,
    });
    expect(
      await screen.findByText('It waits for 2 of: checkout, olivia.'),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Without an answer it expires /),
    ).toBeInTheDocument();
  });

  it('shows its parts as they change, and that it was undone', async () => {
    let current = operationDetail({
      undoneBy: 'op-9',
      undo: { request: { operation: 'x', target, input: {} } },
      children: [
        operationSummary({
          id: 'part-1',
          title: 'Evict checkout-1',
          phaseReason: 'a disruption budget holds it up',
        }),
      ],
    });
    const { announce } = await run({
      submit: async () => current,
      getOperation: async () => current,
    });
    const parts = await screen.findByRole('list', { name: 'Its parts' });
    expect(parts).toHaveTextContent(
      'RunningEvict checkout-1 a disruption budget holds it up',
    );
    expect(screen.getByRole('link', { name: 'See how' })).toHaveAttribute(
      'href',
      '/operations/op-9',
    );
    expect(
      screen.queryByRole('button', { name: 'Undo' }),
    ).not.toBeInTheDocument();
    current = {
      ...current,
      children: [{ ...current.children[0], phase: 'succeeded' }],
    };
    await announce('part-1', 2);
    await waitFor(() => expect(parts).toHaveTextContent(/^Succeeded/));
  });
});
