import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import {
  CurrentAddress,
  TestSignals,
} from '@groundcrew/plugin-clusters-react/testUtils';
import {
  OPERATION_CHANGED_CHANNEL,
  type OperationsApi,
} from '@groundcrew/plugin-operations-common';
import {
  operationsApiRef,
  operationsRouteRef,
} from '@groundcrew/plugin-operations-react';
import { ScriptedOperations } from '@groundcrew/plugin-operations-react/testUtils';
import { act, type RenderResult } from '@testing-library/react';
import { SWRConfig } from 'swr';

/** How a test renders a part of the page. */
export interface RenderOperationsOptions {
  /** The address, as `/operations?cluster=prod`. */
  path?: string;
  mayAudit?: boolean;
}

/** Renders an element as a part of an app whose operations are answered for by the test. */
export function renderOperations(
  element: JSX.Element,
  script: Partial<OperationsApi>,
  options: RenderOperationsOptions = {},
): RenderResult & {
  operations: ScriptedOperations;
  announce(id: string, revision: number): Promise<void>;
} {
  const operations = ScriptedOperations.create(script);
  const signals = TestSignals.create(OPERATION_CHANGED_CHANNEL);
  const result = renderInTestApp(
    // Decisions are kept from test to test otherwise.
    <SWRConfig value={{ provider: () => new Map() }}>
      {element}
      <CurrentAddress />
    </SWRConfig>,
    {
      apis: [
        [operationsApiRef, operations],
        [signalApiRef, signals],
        [
          permissionApiRef,
          mockApis.permission({
            authorize:
              options.mayAudit === false
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          }),
        ],
      ],
      mountedRoutes: {
        '/operations': operationsRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      mountPath: '/operations/*',
      initialRouteEntries: [options.path ?? '/operations'],
    },
  );
  return {
    ...result,
    operations,
    announce: (id, revision) => act(async () => signals.send({ id, revision })),
  };
}
