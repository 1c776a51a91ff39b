import type { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { identityApiRef } from '@backstage/frontend-plugin-api';
import {
  catalogApiRef,
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { ClustersApi } from '@groundcrew/plugin-clusters-common';
import { clustersApiRef } from '@groundcrew/plugin-clusters-react';
import {
  CurrentAddress,
  responseError,
  TestSignals,
} from '@groundcrew/plugin-clusters-react/testUtils';
import {
  INCIDENTS_CHANGED_CHANNEL,
  type FaultsApi,
} from '@groundcrew/plugin-faults-common';
import type { OperationsApi } from '@groundcrew/plugin-operations-common';
import {
  operationsApiRef,
  operationsRouteRef,
} from '@groundcrew/plugin-operations-react';
import { ScriptedOperations } from '@groundcrew/plugin-operations-react/testUtils';
import { act, type RenderResult } from '@testing-library/react';
import { faultsApiRef } from '../api';
import { entityFaultsRouteRef, incidentsRouteRef } from '../routes';
import { ScriptedFaults } from './ScriptedFaults';

/** How a test renders a part of the plugin. */
export interface RenderFaultsOptions {
  /** The address, as `/faults?severity=P1`. */
  path?: string;
  operations?: Partial<OperationsApi>;
  clusters?: Partial<ClustersApi>;
  entity?: Entity;
}

const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    annotations: { 'backstage.io/kubernetes-id': 'checkout' },
  },
};

const people: Entity[] = ['dana', 'olivia'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name, namespace: 'default' },
  spec: {},
}));

/** Renders an element as a part of an app whose faults are answered for by the test. */
export function renderFaults(
  element: JSX.Element,
  script: Partial<FaultsApi>,
  options: RenderFaultsOptions = {},
): RenderResult & {
  faults: ScriptedFaults;
  operations: ScriptedOperations;
  announce(): Promise<void>;
} {
  const faults = ScriptedFaults.create({
    // As where healing is not installed.
    getHealing: async () => {
      throw await responseError(404, 'NotFoundError', 'not installed');
    },
    getNotices: async () => {
      throw await responseError(404, 'NotFoundError', 'not installed');
    },
    getIncidentRunbooks: async () => ({ runbooks: [] }),
    ...script,
  });
  const operations = ScriptedOperations.create({
    listVerbs: async () => ({ verbs: [] }),
    ...options.operations,
  });
  const signals = TestSignals.create(INCIDENTS_CHANGED_CHANNEL);
  let revision = 0;
  const result = renderInTestApp(
    <EntityProvider entity={options.entity ?? checkout}>
      {element}
      <CurrentAddress />
    </EntityProvider>,
    {
      apis: [
        [faultsApiRef, faults],
        [operationsApiRef, operations],
        [clustersApiRef, options.clusters ?? {}],
        [signalApiRef, signals],
        [catalogApiRef, catalogApiMock({ entities: people })],
        [
          identityApiRef,
          mockApis.identity({ userEntityRef: 'user:default/dana' }),
        ],
      ],
      mountedRoutes: {
        '/faults': incidentsRouteRef,
        '/operations': operationsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
        '/tab': entityFaultsRouteRef,
      },
      mountPath: '/faults/*',
      initialRouteEntries: [options.path ?? '/faults'],
    },
  );
  return {
    ...result,
    faults,
    operations,
    announce: () => {
      revision += 1;
      return act(async () => signals.send({ revision: String(revision) }));
    },
  };
}
