import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  ENTITY_CHANGED_CHANNEL,
  type ClustersApi,
} from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import { TestSignals } from '@groundcrew/plugin-clusters-react/testUtils';
import type { DeploymentsApi } from '@groundcrew/plugin-deployments-common';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';
import { operationsApiRef } from '@groundcrew/plugin-operations-react';
import { ScriptedOperations } from '@groundcrew/plugin-operations-react/testUtils';
import { act, type RenderResult } from '@testing-library/react';
import { deploymentsApiRef } from '../api';
import { rootRouteRef } from '../routes';

const entity: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'checkout' },
};

/** What a test gives instead of the backend. */
export interface RenderDeploymentsOptions {
  deployments: Partial<DeploymentsApi>;
  clusters?: Partial<ClustersApi>;
  /** What may be done. Left out, there is no verb. */
  operations?: Partial<OperationsApi>;
  /** Within the tab, for example "/dev-1/shop/Deployment/checkout". */
  path?: string;
}

/**
 * Renders an element as a part of the tab of the component `checkout`.
 *
 * @returns how to tell the page that something of the entity changed
 */
export function renderDeployments(
  element: JSX.Element,
  options: RenderDeploymentsOptions,
): RenderResult & {
  operations: ScriptedOperations;
  signalChange(): Promise<void>;
} {
  const operations = ScriptedOperations.create({
    listVerbs: async () => ({ verbs: [] }),
    ...options.operations,
  });
  const signals = TestSignals.create(ENTITY_CHANGED_CHANNEL);
  let revision = 0;
  const result = renderInTestApp(
    <EntityProvider entity={entity}>{element}</EntityProvider>,
    {
      apis: [
        [deploymentsApiRef, options.deployments],
        [clustersApiRef, options.clusters ?? {}],
        [operationsApiRef, operations],
        [signalApiRef, signals],
      ],
      mountedRoutes: { '/deployments': rootRouteRef },
      mountPath: '/deployments/*',
      initialRouteEntries: [`/deployments${options.path ?? ''}`],
    },
  );
  return {
    ...result,
    operations,
    async signalChange() {
      revision += 1;
      await act(async () =>
        signals.send({
          entityRef: 'component:default/checkout',
          revision: String(revision),
        }),
      );
    },
  };
}
