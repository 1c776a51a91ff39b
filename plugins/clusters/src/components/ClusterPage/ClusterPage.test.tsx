import { ResponseError } from '@backstage/errors';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import type { ClusterDetail } from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import { clusterDetail } from '../testFixtures';
import { ClusterPage } from './ClusterPage';

function render(answer: (name: string) => Promise<ClusterDetail>) {
  return renderInTestApp(
    <Routes>
      <Route path="/clusters/:cluster" element={<ClusterPage />} />
    </Routes>,
    {
      apis: [[clustersApiRef, { getCluster: answer } as never]],
      initialRouteEntries: ['/clusters/prod'],
    },
  );
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
