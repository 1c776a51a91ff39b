import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import { TestSignals } from '@groundcrew/plugin-clusters-react/testUtils';
import {
  OPERATION_CHANGED_CHANNEL,
  type OperationsApi,
} from '@groundcrew/plugin-operations-common';
import { act, type RenderResult } from '@testing-library/react';
import { operationsApiRef } from '../api';
import { operationsRouteRef } from '../routes';
import { ScriptedOperations } from '../testUtils';

/** Renders an element in an app whose operations are answered for by the test. */
export function renderOperations(
  element: JSX.Element,
  script: Partial<OperationsApi>,
  options: { hasPage?: boolean } = {},
): RenderResult & {
  operations: ScriptedOperations;
  announce(id: string, revision: number): Promise<void>;
} {
  const { hasPage = true } = options;
  const operations = ScriptedOperations.create(script);
  const signals = TestSignals.create(OPERATION_CHANGED_CHANNEL);
  const result = renderInTestApp(element, {
    apis: [
      [operationsApiRef, operations],
      [signalApiRef, signals],
    ],
    ...(hasPage && {
      mountedRoutes: { '/operations': operationsRouteRef },
    }),
  });
  return {
    ...result,
    operations,
    announce: (id: string, revision: number) =>
      act(async () => signals.send({ id, revision })),
  };
}
