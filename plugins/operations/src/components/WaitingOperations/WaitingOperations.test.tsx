import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';
import {
  operationDetail,
  operationSummary,
  preview,
  previewAnswer,
} from '@groundcrew/plugin-operations-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderOperations } from '../../__testUtils__';
import { OperationsRouter } from '../OperationsRouter';

const waiting = operationSummary({
  phase: 'awaiting-approval',
  phaseReason: 'somebody else has to agree',
  startedAt: undefined,
});

const script: Partial<OperationsApi> = {
  listOperations: async () => ({ operations: [waiting] }),
  previewAgain: async () =>
    previewAnswer({
      preview: preview({ hash: 'hash-2', summary: 'Replaces 5 pods' }),
      changedSince: ['It has 5 replicas in place of 3'],
    }),
};

const render = (more: Partial<OperationsApi> = {}) =>
  renderOperations(
    <OperationsRouter />,
    { ...script, ...more },
    { path: '/operations/waiting' },
  );

const look = async () =>
  userEvent.click(
    await screen.findByRole('button', { name: 'Look at it and decide' }),
  );

describe('WaitingOperations', () => {
  it('shows what waits, with its number in the tab, and works out nothing before it is looked at', async () => {
    const { operations } = render();
    expect(
      await screen.findByRole('heading', { name: 'Restart checkout' }),
    ).toBeInTheDocument();
    expect(document.body).toHaveTextContent(/dana asked .+ ago: a leak/);
    const tabs = screen.getByRole('navigation', {
      name: 'Parts of the Operations page',
    });
    expect(
      within(tabs).getByRole('link', { current: 'page' }),
    ).toHaveTextContent('Waiting for you (1)');
    expect(operations.callsOf('listOperations')[0]).toEqual([
      { waitingForMe: true, limit: 50 },
    ]);
    expect(operations.callsOf('previewAgain')).toEqual([]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('approves what was seen, with a comment', async () => {
    let isDecided = false;
    const { operations } = render({
      listOperations: async () => ({ operations: isDecided ? [] : [waiting] }),
      decide: async () => {
        isDecided = true;
        return operationDetail({ phase: 'queued' });
      },
    });
    await look();
    expect(
      await screen.findByText('It has 5 replicas in place of 3'),
    ).toBeInTheDocument();
    expect(screen.getByText('Replaces 5 pods')).toBeInTheDocument();
    expect(await accessibilityProblems()).toEqual([]);
    await userEvent.type(
      screen.getByRole('textbox', { name: /^Comment/ }),
      'go ahead',
    );
    await userEvent.dblClick(screen.getByRole('button', { name: 'Approve' }));
    expect(
      await screen.findByText('You approved: Restart checkout'),
    ).toBeInTheDocument();
    expect(
      await screen.findByText('Nothing waits for you'),
    ).toBeInTheDocument();
    expect(operations.callsOf('decide')).toEqual([
      [
        'op-1',
        { decision: 'approved', comment: 'go ahead', previewHash: 'hash-2' },
      ],
    ]);
  });

  it('refuses', async () => {
    const { operations } = render({
      decide: async () => operationDetail({ phase: 'refused' }),
    });
    await look();
    await userEvent.click(
      await screen.findByRole('button', { name: 'Refuse' }),
    );
    expect(
      await screen.findByText('You refused: Restart checkout'),
    ).toBeInTheDocument();
    expect(operations.callsOf('decide')).toEqual([
      ['op-1', { decision: 'refused', previewHash: 'hash-2' }],
    ]);
  });

  it('says why an answer was not taken, keeps the comment and works it out again', async () => {
    const refused = await responseError(
      409,
      'ConflictError',
      'what it would do has changed',
    );
    const { operations } = render({
      decide: async () => {
        throw refused;
      },
    });
    await look();
    await userEvent.type(
      await screen.findByRole('textbox', { name: /^Comment/ }),
      'go ahead',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Approve' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Your answer was not takenwhat it would do has changed',
    );
    await waitFor(() =>
      expect(operations.callsOf('previewAgain')).toHaveLength(2),
    );
    expect(screen.getByRole('textbox', { name: /^Comment/ })).toHaveValue(
      'go ahead',
    );
  });

  it('says why it could not be worked out, and tries again', async () => {
    let attempts = 0;
    render({
      previewAgain: async () => {
        attempts += 1;
        if (attempts === 1) {
          throw new Error('the API server is gone');
        }
        return previewAnswer({ changedSince: [] });
      },
    });
    await look();
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('the API server is gone');
    expect(screen.getByRole('button', { name: 'Approve' })).toBeDisabled();
    await userEvent.click(within(alert).getByRole('button'));
    expect(
      await screen.findByText('Nothing changed since it was asked for.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Approve' })).toBeEnabled();
  });

  it('can be refused when it can no longer be worked out', async () => {
    const { operations } = render({
      previewAgain: async () => {
        throw new Error('another one of the same name took its place');
      },
      getOperation: async () => operationDetail({ ...waiting }),
      decide: async () => operationDetail({ phase: 'refused' }),
    });
    await look();
    await screen.findByRole('alert');
    await userEvent.click(screen.getByRole('button', { name: 'Refuse' }));
    expect(
      await screen.findByText('You refused: Restart checkout'),
    ).toBeInTheDocument();
    expect(operations.callsOf('decide')).toEqual([
      ['op-1', { decision: 'refused', previewHash: 'hash-1' }],
    ]);
  });

  it('has the shape of the list while it loads', async () => {
    render({ listOperations: () => new Promise(() => {}) });
    expect(await screen.findByTestId('waiting-skeleton')).toBeInTheDocument();
  });

  it('teaches what will stand here', async () => {
    render({ listOperations: async () => ({ operations: [] }) });
    expect(
      await screen.findByText('Nothing waits for you'),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'Waiting for you' }),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    render({
      listOperations: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Operations cannot be shown',
    );
  });
});
