import {
  accessibilityProblems,
  responseError,
} from '@groundcrew/plugin-clusters-react/testUtils';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';
import { operationSummary } from '@groundcrew/plugin-operations-react/testUtils';
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  renderOperations,
  type RenderOperationsOptions,
} from '../../__testUtils__';
import { OperationsRouter } from '../OperationsRouter';

const restart = operationSummary({
  phase: 'succeeded',
  phaseReason: 'all replicas are ready',
  endedAt: '2026-01-01T12:00:43.000Z',
});
const scale = operationSummary({
  id: 'op-2',
  operation: 'kubernetes.scale',
  title: 'Scale cart to 5',
  requestedBy: { type: 'automation', subject: 'plugin:groundcrew-faults' },
  phase: 'failed',
});

function render(
  script: Partial<OperationsApi> = {},
  options: RenderOperationsOptions = {},
) {
  return renderOperations(
    <OperationsRouter />,
    {
      listOperations: async filter =>
        filter?.waitingForMe
          ? { operations: [] }
          : { operations: [restart, scale] },
      ...script,
    },
    options,
  );
}

const address = () => screen.getByTestId('address').textContent;

/** What lists were asked for, without the one for the tab. */
const lists = (operations: ReturnType<typeof render>['operations']) =>
  operations
    .callsOf('listOperations')
    .map(([filter]) => JSON.parse(JSON.stringify(filter)))
    .filter(filter => !filter.waitingForMe);

describe('AllOperations', () => {
  it('shows what was asked for, by whom, and what became of it', async () => {
    render();
    const row = await screen.findByRole('row', { name: /Restart checkout/ });
    for (const words of [
      'a leak',
      'Succeeded',
      'prod / shop-checkout / Deployment checkout',
      'dana',
      '42 s',
    ]) {
      expect(row).toHaveTextContent(words);
    }
    expect(
      within(row).getByRole('link', { name: /Restart checkout/ }),
    ).toHaveAttribute('href', '/operations/op-1');
    expect(screen.getByRole('row', { name: /Scale cart/ })).toHaveTextContent(
      'groundcrew-faults',
    );
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('filters by what the address holds', async () => {
    const { operations } = render(
      {},
      {
        path: '/operations?entity=checkout&cluster=prod&environment=prod&verb=kubernetes.scale&actor=dana&outcome=failed&outcome=refused',
      },
    );
    await screen.findByRole('row', { name: /Scale cart/ });
    expect(lists(operations)[0]).toEqual({
      entityRef: 'component:default/checkout',
      cluster: ['prod'],
      environment: ['prod'],
      operation: ['kubernetes.scale'],
      actor: 'user:default/dana',
      phase: ['failed', 'refused'],
    });
    expect(screen.getByRole('combobox', { name: 'Cluster' })).toHaveValue(
      'prod',
    );
  });

  it('keeps in the address what is filtered by', async () => {
    const { operations } = render();
    await screen.findByRole('row', { name: /Scale cart/ });
    const cluster = screen.getByRole('combobox', { name: 'Cluster' });
    await userEvent.type(cluster, 'staging');
    expect(lists(operations)).toHaveLength(1);
    await userEvent.keyboard('{Enter}');
    await waitFor(() => expect(address()).toBe('/operations?cluster=staging'));
    // What was seen is suggested, and takes effect when it is chosen.
    fireEvent.change(screen.getByRole('combobox', { name: 'Verb' }), {
      target: { value: 'kubernetes.scale' },
    });
    await waitFor(() =>
      expect(address()).toBe(
        '/operations?cluster=staging&verb=kubernetes.scale',
      ),
    );
    fireEvent.change(screen.getByLabelText('From'), {
      target: { value: '2026-01-31' },
    });
    await waitFor(() => expect(address()).toContain('from=2026-01-31'));
    await userEvent.click(screen.getByRole('button', { name: /State/ }));
    await userEvent.click(
      await screen.findByRole('option', { name: 'Refused' }),
    );
    await waitFor(() => expect(address()).toContain('outcome=refused'));
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(lists(operations).at(-1)).toMatchObject({
        cluster: ['staging'],
        operation: ['kubernetes.scale'],
        phase: ['refused'],
      }),
    );
    await userEvent.clear(cluster);
    await userEvent.tab();
    await waitFor(() => expect(address()).not.toContain('cluster'));
  });

  it('goes to older ones and back', async () => {
    const { operations } = render({
      listOperations: async filter => {
        if (filter?.waitingForMe) {
          return { operations: [] };
        }
        return filter?.cursor
          ? { operations: [scale] }
          : { operations: [restart], nextCursor: 'c2' };
      },
    });
    await userEvent.click(await screen.findByRole('button', { name: 'Older' }));
    await screen.findByRole('row', { name: /Scale cart/ });
    expect(address()).toBe('/operations?cursor=c2');
    expect(lists(operations).at(-1)).toEqual({ cursor: 'c2' });
    expect(
      screen.queryByRole('button', { name: 'Older' }),
    ).not.toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Back to the newest' }),
    );
    expect(
      await screen.findByRole('row', { name: /Restart checkout/ }),
    ).toBeInTheDocument();
  });

  it('changes as operations do', async () => {
    let phase: 'running' | 'succeeded' = 'running';
    const { announce } = render({
      listOperations: async filter => ({
        operations: filter?.waitingForMe ? [] : [operationSummary({ phase })],
      }),
    });
    const row = await screen.findByRole('row', { name: /Restart checkout/ });
    expect(row).toHaveTextContent('Running');
    phase = 'succeeded';
    await announce('op-1', 2);
    await waitFor(() =>
      expect(
        screen.getByRole('row', { name: /Restart checkout/ }),
      ).toHaveTextContent('Succeeded'),
    );
  });

  it('has the shape of a table while it loads', async () => {
    render({ listOperations: () => new Promise(() => {}) });
    expect(
      await screen.findByRole('columnheader', { name: 'Where' }),
    ).toBeInTheDocument();
    expect(
      screen.queryByText('Nothing was asked for yet'),
    ).not.toBeInTheDocument();
  });

  it('teaches how a first operation comes about', async () => {
    render({ listOperations: async () => ({ operations: [] }) });
    expect(
      await screen.findByText('Nothing was asked for yet'),
    ).toBeInTheDocument();
    expect(screen.getByText(/Open a workload of one/)).toBeInTheDocument();
  });

  it('says that the filters let nothing through', async () => {
    render(
      { listOperations: async () => ({ operations: [] }) },
      { path: '/operations?cluster=mars' },
    );
    expect(
      await screen.findByText('No operation is like that'),
    ).toBeInTheDocument();
    await userEvent.click(
      screen.getByRole('button', { name: 'Take all filters away' }),
    );
    expect(
      await screen.findByText('Nothing was asked for yet'),
    ).toBeInTheDocument();
    expect(address()).toBe('/operations');
  });

  it('says what failed and tries again', async () => {
    const refused = await responseError(
      503,
      'ServiceUnavailableError',
      'the database is starting',
    );
    let isUp = false;
    render({
      listOperations: async () => {
        if (!isUp) {
          throw refused;
        }
        return { operations: [restart] };
      },
    });
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent('the database is starting');
    isUp = true;
    await userEvent.click(within(alert).getByRole('button'));
    expect(
      await screen.findByRole('row', { name: /Restart checkout/ }),
    ).toBeInTheDocument();
  });
});
