import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type {
  AuditRow,
  OperationsApi,
} from '@groundcrew/plugin-operations-common';
import {
  operationDetail,
  operationSummary,
  previewAnswer,
} from '@groundcrew/plugin-operations-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderOperations } from '../../__testUtils__';
import { OperationsRouter } from '../OperationsRouter';

const row: AuditRow = {
  sequence: 17,
  at: '2026-01-01T12:00:00.000Z',
  operationId: 'op-1',
  event: 'submitted',
  actor: { type: 'user', entityRef: 'user:default/dana' },
  facts: { risk: 'medium', replicas: 5, reason: 'a leak' },
  hash: '0123456789abcdef0123456789abcdef',
  previousHash: 'ffff',
};

const render = (script: Partial<OperationsApi>) =>
  renderOperations(
    <OperationsRouter />,
    { listAuditRows: async () => [row], ...script },
    { path: '/operations/op-1' },
  );

describe('OperationPage', () => {
  it('says what it has to wait for, and who to talk to', async () => {
    render({
      getOperation: async () =>
        operationDetail({
          phase: 'queued',
          phaseReason: 'waits for its turn',
          heldBy: {
            id: 'op-0',
            title: 'Scale checkout to 5',
            requestedBy: { type: 'user', entityRef: 'user:default/olivia' },
          },
        }),
    });
    expect(
      await screen.findByRole('link', { name: 'Scale checkout to 5' }),
    ).toHaveAttribute('href', '/operations/op-0');
    expect(screen.getByTitle('user:default/olivia')).toBeVisible();
  });

  it('shows all that is known of it', async () => {
    render({
      getOperation: async () =>
        operationDetail({
          phase: 'failed',
          phaseReason: 'it took too long',
          endedAt: '2026-01-01T12:00:43.000Z',
          input: { replicas: 5, image: 'cart:1' },
          undoes: 'op-0',
          parent: 'op-drain',
          verdicts: [
            {
              rule: 'cooldown',
              verdict: 'pass',
              message: 'fine',
              overridable: false,
            },
          ],
          approval: {
            approvers: ['group:default/checkout'],
            needed: 1,
            expiresAt: '2026-01-02T12:00:00.000Z',
            decisions: [
              {
                by: 'user:default/olivia',
                at: '2026-01-01T12:00:00.000Z',
                decision: 'approved',
                comment: 'go ahead',
                previewHash: 'hash-1',
              },
            ],
          },
          children: [operationSummary({ id: 'part', title: 'Evict cart-1' })],
        }),
    });
    expect(
      await screen.findByRole('heading', { name: 'Restart checkout' }),
    ).toBeInTheDocument();
    for (const words of [
      'replicas: 5, image: cart:1',
      'Medium risk',
      'a leak',
      'it took too long',
      'One rule has nothing against it: cooldown.',
    ]) {
      expect(document.body).toHaveTextContent(words);
    }
    expect(document.body).toHaveTextContent(
      /olivia approved it .+ ago: go ahead/,
    );
    expect(screen.getByRole('list', { name: 'Steps' })).toHaveTextContent(
      'Change the pod templateDone · 2.5 s',
    );
    expect(screen.getByRole('list', { name: 'Its parts' })).toHaveTextContent(
      'Evict cart-1',
    );
    expect(
      screen
        .getAllByRole('link', { name: 'another operation' })
        .map(link => link.getAttribute('href')),
    ).toEqual(['/operations/op-0', '/operations/op-drain']);
    const trail = await screen.findByRole('table', { name: 'Audit trail' });
    expect(within(trail).getAllByRole('row')[1]).toHaveTextContent(
      /^17.*submitteddanaa leakAll factsrisk mediumreplicas 5reason a leak0123456789ab/,
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('can be answered where it is shown', async () => {
    const { operations } = render({
      getOperation: async () =>
        operationDetail({
          phase: 'awaiting-approval',
          steps: [],
          decision: { allowed: true },
        }),
      previewAgain: async () => previewAnswer({ changedSince: [] }),
      decide: async () =>
        operationDetail({
          revision: 2,
          phase: 'refused',
          phaseReason: 'olivia said no',
          steps: [],
        }),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refuse' }),
    );
    expect(await screen.findByText('olivia said no')).toBeInTheDocument();
    expect(operations.callsOf('decide')).toHaveLength(1);
    expect(
      screen.queryByRole('button', { name: 'Approve' }),
    ).not.toBeInTheDocument();
  });

  it('says why somebody cannot answer it', async () => {
    render({
      getOperation: async () =>
        operationDetail({
          phase: 'awaiting-approval',
          steps: [],
          approval: {
            approvers: ['group:default/checkout'],
            needed: 1,
            expiresAt: '2026-01-02T12:00:00.000Z',
            decisions: [],
          },
          decision: { allowed: false, reason: 'nobody approves their own' },
        }),
    });
    expect(
      await screen.findByText(
        'You cannot answer it: nobody approves their own',
      ),
    ).toBeInTheDocument();
    expect(screen.getByText('Nobody has answered yet.')).toBeInTheDocument();
    expect(
      screen.getByText('It waits for one of: checkout.'),
    ).toBeInTheDocument();
  });

  it('is undone by the same dialog', async () => {
    const { operations } = render({
      getOperation: async () =>
        operationDetail({
          phase: 'succeeded',
          undo: {
            request: {
              operation: 'kubernetes.scale',
              target: operationSummary().target,
              input: { replicas: 3 },
            },
          },
        }),
      preview: async () => previewAnswer(),
      submit: async () => operationDetail({ id: 'op-1', phase: 'queued' }),
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Undo' }));
    const dialog = await screen.findByRole('dialog', {
      name: 'Undo: checkout',
    });
    const run = within(dialog).getByRole('button', { name: 'Run' });
    await waitFor(() => expect(run).not.toHaveAttribute('aria-disabled'));
    await userEvent.click(run);
    await waitFor(() =>
      expect(operations.callsOf('submit')).toEqual([
        [
          expect.objectContaining({
            operation: 'kubernetes.scale',
            input: { replicas: 3 },
            undoes: 'op-1',
          }),
        ],
      ]),
    );
  });

  it('follows as it happens', async () => {
    let current = operationDetail();
    const { announce } = render({ getOperation: async () => current });
    await screen.findByText('1 of 3 pods replaced');
    current = operationDetail({
      revision: 2,
      phase: 'succeeded',
      phaseReason: 'all replicas are ready',
    });
    await announce('op-1', 2);
    expect(
      await screen.findAllByText('all replicas are ready'),
    ).not.toHaveLength(0);
  });

  it('says that there is none, with the way back', async () => {
    const missing = await responseError(404, 'NotFoundError', 'no such');
    render({
      getOperation: async () => {
        throw missing;
      },
    });
    expect(
      await screen.findByText('There is no operation op-1'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'All operations' }),
    ).toHaveAttribute('href', '/operations');
  });

  it('has its shape while it loads', async () => {
    render({ getOperation: () => new Promise(() => {}) });
    expect(await screen.findByTestId('operation-skeleton')).toBeInTheDocument();
  });

  it('says what failed, and does without its trail', async () => {
    let isUp = false;
    render({
      getOperation: async () => {
        if (!isUp) {
          throw new Error('down');
        }
        return operationDetail();
      },
      listAuditRows: async () => {
        throw new Error('the trail is locked');
      },
    });
    const alert = await screen.findByRole('alert');
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    expect(
      await screen.findByText('Its rows cannot be shown: the trail is locked'),
    ).toBeInTheDocument();
  });

  it('says that no row tells of it', async () => {
    render({
      getOperation: async () => operationDetail(),
      listAuditRows: async () => [],
    });
    expect(await screen.findByText('No row tells of it.')).toBeInTheDocument();
  });
});
