import { EntityProvider } from '@backstage/plugin-catalog-react';
import { accessibilityProblems } from '@groundcrew/plugin-clusters-react/testUtils';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';
import { operationSummary } from '@groundcrew/plugin-operations-react/testUtils';
import { screen } from '@testing-library/react';
import { renderOperations } from '../../__testUtils__';
import { LastOperationsCard } from './LastOperationsCard';

const render = (script: Partial<OperationsApi>) =>
  renderOperations(
    <EntityProvider
      entity={{
        apiVersion: 'backstage.io/v1alpha1',
        kind: 'Component',
        metadata: { name: 'checkout' },
      }}
    >
      <LastOperationsCard />
    </EntityProvider>,
    script,
  );

describe('LastOperationsCard', () => {
  it('shows the last operations of the entity and leads to all of them', async () => {
    const { operations } = render({
      listOperations: async () => ({ operations: [operationSummary()] }),
    });
    expect(
      await screen.findByRole('link', { name: 'Restart checkout' }),
    ).toHaveAttribute('href', '/operations/op-1');
    expect(screen.getByRole('listitem')).toHaveTextContent(
      /^RunningRestart checkoutprod · dana · .+ ago$/,
    );
    expect(screen.getByRole('link', { name: 'All of them' })).toHaveAttribute(
      'href',
      '/operations?entity=component%3Adefault%2Fcheckout',
    );
    expect(operations.callsOf('listOperations')).toEqual([
      [{ entityRef: 'component:default/checkout', limit: 5 }],
    ]);
    expect(await accessibilityProblems()).toEqual([]);
  });

  it('has its shape while it loads', async () => {
    render({ listOperations: () => new Promise(() => {}) });
    expect(await screen.findByTestId('card-skeleton')).toBeInTheDocument();
  });

  it('says that there was none', async () => {
    render({ listOperations: async () => ({ operations: [] }) });
    expect(
      await screen.findByText('Nothing was changed through Groundcrew yet.'),
    ).toBeInTheDocument();
  });

  it('says what failed', async () => {
    render({
      listOperations: async () => {
        throw new Error('down');
      },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent('down');
  });
});
