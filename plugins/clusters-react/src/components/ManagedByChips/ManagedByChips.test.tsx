import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen, within } from '@testing-library/react';
import { ManagedByChips } from './ManagedByChips';

describe('ManagedByChips', () => {
  it('names who decides, and on what', async () => {
    renderInTestApp(
      <ManagedByChips
        managedBy={[
          {
            type: 'argocd',
            name: 'checkout',
            namespace: 'argocd',
            scope: 'all',
          },
          { type: 'hpa', scope: 'replicas' },
        ]}
      />,
    );
    const list = await screen.findByRole('list', { name: 'Managed by' });
    const [argo, hpa] = within(list).getAllByRole('listitem');
    expect(argo).toHaveTextContent('Argo CDcheckout');
    expect(argo.title).toBe(
      'Argo CD (argocd/checkout) decides on everything of this workload',
    );
    expect(hpa.title).toBe('HPA decides on the number of replicas');
  });

  it('says that nobody does', async () => {
    renderInTestApp(<ManagedByChips managedBy={[]} />);
    expect(
      await screen.findByText('not managed by a tool'),
    ).toBeInTheDocument();
  });
});
