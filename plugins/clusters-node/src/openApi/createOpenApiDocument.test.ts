import { z } from 'zod/v3';
import { createOpenApiDocument } from './createOpenApiDocument';
import { jsonAnswer } from './RouteOperation';

interface Content {
  'application/json': { schema: object };
}

interface Operation {
  parameters: object[];
  requestBody?: { content: Content };
  responses: Record<number, { description: string; content?: Content }>;
}

interface Document {
  servers: object[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: object };
}

const shelf = z.object({ name: z.string(), rows: z.number().int() });

const document = createOpenApiDocument({
  pluginId: 'library',
  title: 'Library',
  description: 'Lends books.',
  operations: [
    {
      method: 'get',
      path: '/v1/shelves/:shelf',
      operationId: 'getShelf',
      summary: 'One shelf',
      query: z.object({
        first: z.coerce.number().int().min(1).default(1),
        topic: z.string(),
      }),
      answer: jsonAnswer(z.object({ shelf, left: shelf, right: shelf })),
      failures: [304, 404],
    },
    {
      method: 'delete',
      path: '/v1/shelves/:shelf',
      operationId: 'removeShelf',
      summary: 'Takes a shelf away',
      answer: { status: 204 },
    },
    {
      method: 'post',
      path: '/v1/shelves',
      operationId: 'addShelf',
      summary: 'Adds a shelf',
      body: shelf,
      answer: jsonAnswer(shelf, 201),
    },
  ],
}) as unknown as Document;

describe('createOpenApiDocument', () => {
  it('says where the routes are, and puts the methods of a path together', () => {
    expect(document.servers).toEqual([{ url: '/api/library' }]);
    expect(Object.keys(document.paths['/v1/shelves/{shelf}'])).toEqual([
      'get',
      'delete',
    ]);
  });

  it('says what a caller may and must send', () => {
    expect(document.paths['/v1/shelves/{shelf}'].get.parameters).toEqual([
      { name: 'shelf', in: 'path', required: true, schema: { type: 'string' } },
      {
        name: 'first',
        in: 'query',
        required: false,
        schema: { type: 'integer', minimum: 1, default: 1 },
      },
      {
        name: 'topic',
        in: 'query',
        required: true,
        schema: { type: 'string' },
      },
    ]);
    expect(
      document.paths['/v1/shelves'].post.requestBody?.content[
        'application/json'
      ].schema,
    ).toMatchObject({ required: ['name', 'rows'] });
  });

  it('says what is answered, and how it may fail', () => {
    const { get, delete: remove } = document.paths['/v1/shelves/{shelf}'];
    expect(Object.keys(get.responses)).toEqual(
      expect.arrayContaining(['200', '304', '400', '401', '403', '404', '500']),
    );
    expect(get.responses[304]).not.toHaveProperty('content');
    expect(remove.responses[204]).toEqual({ description: 'Done' });
  });

  it('repeats a schema rather than refer to a place that is not there', () => {
    const references = new Set(
      JSON.stringify(document).match(/"\$ref":"[^"]+"/g),
    );
    expect([...references]).toEqual(['"$ref":"#/components/schemas/Error"']);
    expect(document.components.schemas).toHaveProperty('Error');
  });
});
