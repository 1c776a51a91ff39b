import { mockServices } from '@backstage/backend-test-utils';
import {
  describedRoutes,
  routesOf,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { createRouter, type RouterOptions } from './createRouter';
import { openApiDocument } from './openApiDocument';

describe('openApiDocument', () => {
  it('describes every route of the router, and no other', () => {
    const router = createRouter({
      httpAuth: mockServices.httpAuth.mock(),
    } as unknown as RouterOptions);
    const routes = routesOf(router);
    expect(routes).toHaveLength(7);
    expect(describedRoutes(openApiDocument() as never)).toEqual(routes);
  });
});
