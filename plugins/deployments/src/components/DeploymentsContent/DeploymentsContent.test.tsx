import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import type { DeploymentsApi } from '@groundcrew/plugin-deployments-common';
import { screen } from '@testing-library/react';
import { deploymentsApiRef } from '../../api';
import { rootRouteRef } from '../../routes';
import { deploymentsView } from '../../__fixtures__';
import { DeploymentsContent } from './DeploymentsContent';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};

function render(api: Partial<DeploymentsApi>, path = '/deployments') {
  return renderInTestApp(
    <EntityProvider entity={entity}>
      <DeploymentsContent />
    </EntityProvider>,
    {
      apis: [[deploymentsApiRef, api]],
      mountedRoutes: { '/deployments': rootRouteRef },
      mountPath: '/deployments/*',
      initialRouteEntries: [path],
    },
  );
}

describe('DeploymentsContent', () => {
  it('says in one sentence what runs where', async () => {
    render({ getDeployments: async () => deploymentsView() });
    expect(
      await screen.findByText(
        /^1 pod not ready in dev: CrashLoopBackOff, prod \(prod-us\) unreachable for 2 min, 1\.9\.0 rolling out in staging \(40 %\), running 1\.8\.2 in prod \(prod-eu\)$/,
      ),
    ).toBeInTheDocument();
  });
});
