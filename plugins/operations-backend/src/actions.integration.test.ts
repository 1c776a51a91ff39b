import {
  coreServices,
  createBackendPlugin,
  type AuthService,
} from '@backstage/backend-plugin-api';
import { mockCredentials } from '@backstage/backend-test-utils';
import mcpActionsPlugin from '@backstage/plugin-mcp-actions-backend';
import {
  operationsServiceRef,
  type OperationsService,
} from '@groundcrew/plugin-operations-node';
import request from 'supertest';
import {
  checkoutIn,
  OperationsBackend,
} from './__testUtils__/OperationsBackend';
import { personas, type PersonaName } from './__testUtils__/personas';

jest.setTimeout(120_000);

/** As callers get it: a ResponseError with what the backend said. */
const refusal = (message: RegExp) => ({
  statusCode: 403,
  body: { error: { message: expect.stringMatching(message) } },
});

/** Of an AI client without a person behind it. */
const staticToken = mockCredentials.service.header({
  onBehalfOf: mockCredentials.service('external:assistant'),
  targetPluginId: 'mcp-actions',
});

describe('operations for others than pages', () => {
  let backend: OperationsBackend;
  let operations: OperationsService;
  let auth: AuthService;

  beforeAll(async () => {
    const otherPlugin = createBackendPlugin({
      pluginId: 'other',
      register(env) {
        env.registerInit({
          deps: { auth: coreServices.auth, operations: operationsServiceRef },
          async init(services) {
            operations = services.operations;
            auth = services.auth;
          },
        });
      },
    });
    backend = await OperationsBackend.start({
      clusters: ['dev'],
      operations: {
        automations: [
          {
            subject: 'plugin:other',
            operations: ['kubernetes.restart'],
            environments: ['dev'],
          },
        ],
      },
      features: [mcpActionsPlugin, otherPlugin],
    });
    await backend.untilWatched(checkoutIn('dev'));
  });

  afterAll(async () => {
    await backend.stop();
  });

  /** Says something to the MCP server, as an AI client would. */
  async function mcp(
    who: PersonaName | 'token',
    method: string,
    params: object = {},
  ) {
    const response = await request(backend.backend.server)
      .post('/api/mcp-actions/v1')
      .set('authorization', who === 'token' ? staticToken : personas[who] ?? '')
      .set('accept', 'application/json, text/event-stream')
      .send({ jsonrpc: '2.0', id: 1, method, params });
    const data = /^data: (.*)$/m.exec(response.text)?.[1] ?? response.text;
    return JSON.parse(data);
  }

  const callTool = async (
    who: PersonaName | 'token',
    name: string,
    input: object,
  ) => {
    const { result } = await mcp(who, 'tools/call', {
      name,
      arguments: input,
    });
    return result as { isError?: boolean; content: { text: string }[] };
  };

  it('offers every verb and read as a tool over MCP, with what can go wrong', async () => {
    const { result } = await mcp('developer', 'tools/list');
    const tools = new Map<string, { annotations: object }>(
      result.tools.map((tool: { name: string; annotations: object }) => [
        tool.name.replace(/^groundcrew-operations\./, ''),
        tool,
      ]),
    );
    expect([...tools.keys()]).toEqual(
      expect.arrayContaining([
        'list-verbs',
        'preview-operation',
        'get-operation',
        'list-operations',
        'kubernetes-restart',
        'kubernetes-scale',
        'kubernetes-drain',
      ]),
    );
    expect(tools.get('list-verbs')?.annotations).toMatchObject({
      readOnlyHint: true,
    });
    expect(tools.get('kubernetes-drain')?.annotations).toMatchObject({
      readOnlyHint: false,
      destructiveHint: true,
    });
  });

  it('runs a verb for an AI client under the rules that hold for its person', async () => {
    const { result } = await mcp('developer', 'tools/list');
    const nameOf = (action: string): string =>
      result.tools.find(({ name }: { name: string }) => name.endsWith(action))
        .name;
    const input = { ...checkoutIn('dev'), reason: 'asked to', input: {} };
    const restart = nameOf('kubernetes-restart');

    const denied = await callTool('viewer', restart, input);
    expect(denied.isError).toBe(true);
    expect(denied.content[0].text).toMatch(/groundcrew\.operations\.run/);
    const unknown = await callTool('token', restart, input);
    expect(unknown.isError).toBe(true);
    expect(unknown.content[0].text).toMatch(/grants nothing to/);

    const submitted = await callTool('developer', restart, input);
    const [, id] = /"id":\s*"([^"]+)"/.exec(submitted.content[0].text)!;
    const done = await backend.until(id, 'succeeded', 'failed');
    expect(done).toMatchObject({
      phase: 'succeeded',
      requestedBy: { type: 'user', entityRef: 'user:default/developer' },
    });
    const read = await callTool('developer', nameOf('get-operation'), { id });
    expect(read.content[0].text).toMatch(/succeeded/);
  });

  it('runs what another plugin asks for, as itself only what config grants it', async () => {
    const own = { credentials: await auth.getOwnServiceCredentials() };
    const restart = {
      operation: 'kubernetes.restart',
      target: checkoutIn('dev'),
      reason: 'it is stuck',
    };
    await expect(
      operations.submit({ ...restart, operation: 'kubernetes.pause' }, own),
    ).rejects.toMatchObject(refusal(/grants plugin:other no kubernetes.pause/));
    const { verbs } = await operations.listVerbs(checkoutIn('dev'), own);
    expect(
      verbs.find(({ operation }) => operation === 'kubernetes.pause')?.outcome,
    ).toBe('denied');
    const { preview } = await operations.preview(restart, own);
    const { id, requestedBy } = await operations.submit(
      { ...restart, previewHash: preview.hash },
      own,
    );
    expect(requestedBy).toEqual({
      type: 'automation',
      subject: 'plugin:other',
    });
    // Just after the restart before: it waits, and is taken back.
    await operations.command(id, { command: 'cancel' }, own);
    expect((await operations.getOperation(id, own)).phase).toBe('cancelled');
  });

  it('runs what another plugin asks for on behalf of a person, as that person', async () => {
    const asViewer = {
      credentials: mockCredentials.user('user:default/viewer'),
    };
    await expect(
      operations.submit(
        { operation: 'kubernetes.restart', target: checkoutIn('dev') },
        asViewer,
      ),
    ).rejects.toMatchObject(refusal(/groundcrew.operations.run/));
    expect(
      (await operations.listOperations({}, asViewer)).operations.length,
    ).toBeGreaterThan(0);
  });
});
