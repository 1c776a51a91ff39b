import { mockServices } from '@backstage/backend-test-utils';
import {
  describedRoutes,
  routesOf,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { openApiDocument } from './openApiDocument';
import { createRouter, type RouterOptions } from './createRouter';

const document = openApiDocument() as unknown as {
  paths: Record<string, Record<string, { responses: object }>>;
};

describe('openApiDocument', () => {
  it('describes every route of the router, and no other', () => {
    const router = createRouter({
      httpAuth: mockServices.httpAuth.mock(),
    } as unknown as RouterOptions);
    const routes = routesOf(router);
    const described = describedRoutes(document);
    expect(routes).toHaveLength(14);
    expect(described).toEqual(routes);
  });

  it('says what a view is, without references that lead nowhere', () => {
    const { get } = document.paths['/v1/entities/{kind}/{namespace}/{name}'];
    expect(get.responses).toMatchObject({
      200: {
        content: {
          'application/json': {
            schema: { properties: { causes: { type: 'array' } } },
          },
        },
      },
    });
    const references = new Set(
      JSON.stringify(document).match(/"\$ref":"[^"]+"/g),
    );
    expect([...references]).toEqual(['"$ref":"#/components/schemas/Error"']);
  });
});
