import { renderTestApp } from '@backstage/frontend-test-utils';
import { operationsApiRef } from '@groundcrew/plugin-operations-react';
import {
  operationSummary,
  ScriptedOperations,
} from '@groundcrew/plugin-operations-react/testUtils';
import { screen } from '@testing-library/react';
import { operationsPlugin } from './plugin';

describe('the operations plugin', () => {
  it('brings the page', async () => {
    renderTestApp({
      features: [operationsPlugin],
      initialRouteEntries: ['/operations'],
      apis: [
        [
          operationsApiRef,
          ScriptedOperations.create({
            listOperations: async () => ({
              operations: [operationSummary()],
            }),
          }),
        ],
      ],
    });
    expect(
      await screen.findByRole('link', { name: /Restart checkout/ }),
    ).toHaveAttribute('href', '/operations/op-1');
  });

  it('brings an api, a page and a card', () => {
    for (const id of [
      'api:groundcrew-operations',
      'page:groundcrew-operations',
      'entity-card:groundcrew-operations',
    ] as const) {
      expect(operationsPlugin.getExtension(id)).toBeDefined();
    }
  });
});
