import { mockServices } from '@backstage/backend-test-utils';
import {
  describedRoutes,
  routesOf,
} from '@groundcrew/plugin-clusters-node/testUtils';
import type { RouterOptions } from './createRouter';
import { createRouter } from './createRouter';
import { openApiDocument } from './openApiDocument';

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean; schema: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { content?: Record<string, { schema: object }> }>;
}

const document = openApiDocument() as unknown as {
  openapi: string;
  paths: Record<string, Record<string, Operation>>;
};

describe('openApiDocument', () => {
  it('describes every route of the router, and no other', () => {
    const router = createRouter({
      httpAuth: mockServices.httpAuth.mock(),
      auditor: mockServices.auditor.mock(),
    } as Partial<RouterOptions> as RouterOptions);
    const routes = routesOf(router);
    const described = describedRoutes(document);
    expect(routes.length).toBeGreaterThan(10);
    expect(described.sort()).toEqual(routes.sort());
  });

  it('gives each operation a name of its own', () => {
    const ids = Object.values(document.paths).flatMap(item =>
      Object.values(item).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says what a query may be', () => {
    const { parameters } =
      document.paths[
        '/v1/clusters/{cluster}/namespaces/{namespace}/pods/{pod}/log'
      ].get;
    expect(parameters).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: 'pod', in: 'path', required: true }),
        {
          name: 'tailLines',
          in: 'query',
          required: false,
          schema: {
            type: 'integer',
            minimum: 1,
            maximum: 10_000,
            default: 500,
          },
        },
      ]),
    );
  });

  it('says what is sent and answered, without references that lead nowhere', () => {
    const { post } = document.paths['/v1/registrations'];
    expect(post.requestBody?.content['application/json'].schema).toMatchObject({
      type: 'object',
      required: ['name', 'connection'],
    });
    expect(
      post.responses[201].content?.['application/json'].schema,
    ).toMatchObject({ properties: { registeredBy: { type: 'string' } } });
    const references = new Set(
      JSON.stringify(document).match(/"\$ref":"[^"]+"/g),
    );
    expect([...references]).toEqual(['"$ref":"#/components/schemas/Error"']);
    expect(document).toHaveProperty('components.schemas.Error');
  });
});
