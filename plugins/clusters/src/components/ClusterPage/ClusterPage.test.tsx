import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ClusterDetail } from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  ScriptedOperations,
  verbAvailability,
} from '@groundcrew/plugin-operations-react/testUtils';
import { operationsApiRef } from '@groundcrew/plugin-operations-react';
import userEvent from '@testing-library/user-event';
import { clusterDetail } from '../testFixtures';
import { ClusterPage } from './ClusterPage';

function render(answer: (name: string) => Promise<ClusterDetail>) {
  const operations = ScriptedOperations.create({
    listVerbs: async () => ({
      verbs: [
        verbAvailability({ operation: 'kubernetes.cordon', title: 'Cordon' }),
        verbAvailability({
          operation: 'kubernetes.drain',
          title: 'Drain…',
          outcome: 'denied',
          reason: 'it takes groundcrew.operations.run',
        }),
      ],
    }),
    preview: () => new Promise(() => {}),
  });
  renderInTestApp(
    <Routes>
      <Route path="/clusters/:cluster" element={<ClusterPage />} />
    </Routes>,
    {
      apis: [
        [clustersApiRef, { getCluster: answer } as never],
        [operationsApiRef, operations],
      ],
      initialRouteEntries: ['/clusters/prod'],
    },
  );
  return { operations };
}

describe('ClusterPage', () => {
  it('shows nodes, and the kinds that are forbidden first with the rule to add', async () => {
    render(async () =>
      clusterDetail({
        nodeList: [
          ...clusterDetail().nodeList,
          {
            ...clusterDetail().nodeList[0],
            name: 'node-2',
            ready: false,
            remarks: ['MemoryPressure'],
          },
        ],
        kinds: [
          ...clusterDetail().kinds,
          {
            kind: 'Secret',
            apiVersion: 'v1',
            state: 'forbidden',
            objects: 0,
            freshness: {},
            rule: {
              apiGroups: [''],
              resources: ['secrets'],
              verbs: ['list', 'watch'],
            },
          },
        ],
      }),
    );
    expect(
      await screen.findByText(
        'Add to its ClusterRole: list, watch on secrets in the core group',
      ),
    ).toBeInTheDocument();
    const rows = screen.getAllByRole('row').map(row => row.textContent ?? '');
    const indexOf = (word: string) => rows.findIndex(row => row.includes(word));
    expect(indexOf('node-2')).toBeLessThan(indexOf('node-1'));
    expect(rows[indexOf('node-2')]).toContain('Not ready');
    expect(indexOf('Secret')).toBeLessThan(indexOf('Podv1'));
  });

  it('says on top that the ceiling of the process was reached', async () => {
    const [pods] = clusterDetail().kinds;
    render(async () =>
      clusterDetail({
        kinds: [
          {
            ...pods,
            state: 'incomplete',
            message: 'Groundcrew holds at most 42 objects',
          },
        ],
      }),
    );
    expect(
      await screen.findByText('Not all objects are shown: Pod'),
    ).toBeInTheDocument();
    // In the notice, and in the row of the kind.
    expect(
      screen.getAllByText('Groundcrew holds at most 42 objects'),
    ).toHaveLength(2);
    expect(screen.getByText('Not all kept')).toBeInTheDocument();
  });

  it('offers what may be done with a node, and says why something may not', async () => {
    const { operations } = render(async () => clusterDetail());
    const opener = await screen.findByRole('button', {
      name: 'Actions on node-1',
    });
    expect(operations.calls).toEqual([]);
    await userEvent.click(opener);
    expect(
      await screen.findByRole('button', { name: /^Drain/ }),
    ).toHaveTextContent('It takes groundcrew.operations.run');
    expect(operations.callsOf('listVerbs')).toEqual([
      [{ cluster: 'prod', kind: 'Node', name: 'node-1' }],
    ]);
    await userEvent.click(screen.getByRole('button', { name: 'Cordon' }));
    expect(
      await screen.findByRole('dialog', { name: 'Cordon: node-1' }),
    ).toBeInTheDocument();
  });

  it('says so when there is no such cluster', async () => {
    const response = new Response(
      JSON.stringify({
        error: { name: 'NotFoundError', message: 'no cluster prod' },
      }),
      { status: 404, headers: { 'Content-Type': 'application/json' } },
    );
    const error = await ResponseError.fromResponse(response);
    render(async () => {
      throw error;
    });
    expect(
      await screen.findByText('There is no cluster prod'),
    ).toBeInTheDocument();
  });
});
