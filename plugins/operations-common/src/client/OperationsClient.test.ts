import { OperationsClient } from './OperationsClient';

const PREVIEW = {
  summary: 'Replaces 3 pods',
  source: 'dry-run',
  changes: [],
  impacts: [],
  disruptions: [],
  hash: 'h',
  computedAt: '2026-11-22T10:00:00.000Z',
};
const DETAIL = {
  id: 'a/b',
  operation: 'kubernetes.restart',
  title: 'Restart checkout',
  target: { cluster: 'dev', kind: 'Deployment', name: 'checkout' },
  risk: 'low',
  requestedBy: { type: 'user', entityRef: 'user:default/dana' },
  requestedAt: '2026-11-22T10:00:00.000Z',
  phase: 'queued',
  phaseReason: 'waits for its turn',
  revision: 1,
  input: {},
  preview: PREVIEW,
  verdicts: [],
  steps: [],
  commands: [],
  decision: { allowed: false },
  undo: {},
  children: [],
};

function createClient(answer: unknown) {
  const asked: { url: string; init?: RequestInit }[] = [];
  const client = OperationsClient.create({
    fetchApi: {
      fetch: async (url, init) => {
        asked.push({ url: String(url), init });
        return answer instanceof Response ? answer : Response.json(answer);
      },
    },
  });
  return { client, asked };
}

const BASE = 'plugin://groundcrew-operations/v1';

describe('OperationsClient', () => {
  it('asks for the verbs of a target, and leaves out what it has not', async () => {
    const { client, asked } = createClient({ verbs: [] });
    await client.listVerbs({
      cluster: 'dev',
      kind: 'Node',
      name: 'node 1',
      namespace: undefined,
    });
    expect(asked[0].url).toBe(
      `${BASE}/verbs?cluster=dev&kind=Node&name=node+1`,
    );
    expect(asked[0].init?.cache).toBe('no-cache');
  });

  it('asks for operations by any number of values', async () => {
    const { client, asked } = createClient({ operations: [] });
    await client.listOperations({
      phase: ['queued', 'running'],
      waitingForMe: true,
    });
    expect(asked[0].url).toBe(
      `${BASE}/operations?phase=queued&phase=running&waitingForMe=true`,
    );
  });

  it.each<
    [string, (client: OperationsClient) => Promise<unknown>, string, object]
  >([
    [
      'submits',
      client =>
        client.submit({
          operation: 'kubernetes.restart',
          target: DETAIL.target,
          reason: 'it leaks',
        }),
      '/operations',
      {
        operation: 'kubernetes.restart',
        target: DETAIL.target,
        reason: 'it leaks',
      },
    ],
    [
      'gives a command',
      client => client.command('a/b', { command: 'cancel' }),
      '/operations/a%2Fb/commands',
      { command: 'cancel' },
    ],
    [
      'decides',
      client =>
        client.decide('a/b', { decision: 'approved', previewHash: 'h' }),
      '/operations/a%2Fb/decisions',
      { decision: 'approved', previewHash: 'h' },
    ],
  ])('%s', async (_, ask, path, body) => {
    const { client, asked } = createClient(DETAIL);
    await expect(ask(client)).resolves.toEqual(DETAIL);
    expect(asked[0]).toMatchObject({
      url: `${BASE}${path}`,
      init: { method: 'POST' },
    });
    expect(JSON.parse(String(asked[0].init?.body))).toEqual(body);
  });

  it('keeps an id within its segment of the path', async () => {
    const { client, asked } = createClient(DETAIL);
    await client.getOperation('../audit?x');
    expect(asked[0].url).toBe(`${BASE}/operations/..%2Faudit%3Fx`);
  });

  it('gives the rows of the audit trail', async () => {
    const { client, asked } = createClient({ rows: [] });
    await expect(client.listAuditRows('a')).resolves.toEqual([]);
    expect(asked[0].url).toBe(`${BASE}/operations/a/audit`);
  });

  it('gives an export as it is', async () => {
    const { client, asked } = createClient(new Response('id\r\n'));
    const file = await client.exportOperations('csv', { cluster: ['dev'] });
    expect(file.size).toBe(4);
    expect(asked[0].url).toBe(
      `${BASE}/operations-export?cluster=dev&format=csv`,
    );
  });

  it('has the audit trail verified', async () => {
    const whole = {
      whole: true,
      rows: 3,
      faults: [],
      anchoredUpTo: 2,
      verifiedAt: '2026-11-22T10:00:00.000Z',
    };
    const { client, asked } = createClient(whole);
    await expect(client.verifyAuditTrail()).resolves.toEqual(whole);
    expect(asked[0].init?.method).toBe('POST');
  });

  it('refuses an answer that is none', async () => {
    const { client } = createClient({ ...DETAIL, phase: 'dancing' });
    await expect(client.getOperation('a')).rejects.toThrow(/phase/);
  });

  it('says why it was refused', async () => {
    const { client } = createClient(new Response('{}', { status: 403 }));
    await expect(client.previewAgain('a')).rejects.toMatchObject({
      statusCode: 403,
    });
  });
});
