import { mockServices } from '@backstage/backend-test-utils';
import {
  describedRoutes,
  routesOf,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { createRouter, type RouterOptions } from './createRouter';
import { openApiDocument } from './openApiDocument';

const document = openApiDocument() as unknown as {
  paths: Record<
    string,
    Record<string, { operationId: string; responses: object }>
  >;
};

describe('openApiDocument', () => {
  it('describes every route of the router, and no other', () => {
    const router = createRouter({
      httpAuth: mockServices.httpAuth.mock(),
    } as Partial<RouterOptions> as RouterOptions);
    const routes = routesOf(router);
    const described = describedRoutes(document);
    expect(routes).toHaveLength(12);
    expect(described.sort()).toEqual(routes.sort());
  });

  it('names each of them once', () => {
    const names = Object.values(document.paths).flatMap(item =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(new Set(names).size).toBe(names.length);
  });

  it('says that what was asked for is created, or is in conflict', () => {
    const { post } = document.paths['/v1/operations'];
    expect(Object.keys(post.responses)).toEqual(
      expect.arrayContaining(['201', '400', '401', '403', '404', '409']),
    );
  });
});
