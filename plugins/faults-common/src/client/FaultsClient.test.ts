import type { IncidentDetail } from '../incidents';
import { FaultsClient } from './FaultsClient';

const BASE = 'plugin://groundcrew-faults/v1';
const AT = '2026-11-22T10:00:00.000Z';
const CART = {
  cluster: 'prod',
  kind: 'Deployment',
  namespace: 'shop',
  name: 'cart',
};
const INCIDENT: IncidentDetail = {
  id: 7,
  revision: 1,
  phase: 'open',
  severity: 'P1',
  object: CART,
  fault: 'config-map-missing',
  category: 'startup',
  detector: 'missing-configuration',
  title: 'The ConfigMap does not exist',
  message: "The ConfigMap 'flags' does not exist.",
  confidence: 0.96,
  entities: ['component:default/cart'],
  affected: [CART],
  symptomCount: 2,
  openedAt: AT,
  respondBy: AT,
  isOverdue: false,
  reopened: 0,
  explanation: {
    cause: {
      fault: 'config-map-missing',
      category: 'startup',
      title: 'The ConfigMap does not exist',
      object: CART,
      message: "The ConfigMap 'flags' does not exist.",
      confidence: 0.96,
      evidence: [],
      explains: [],
      detector: 'missing-configuration',
    },
    symptoms: [],
    excluded: [],
    changes: [],
    proposals: [],
    impact: { level: 'down', workloads: [] },
  },
  severityReasons: ['Nothing of cart serves in prod.'],
  timeline: [],
  mergedFrom: [],
  mayRespond: true,
};
const MUTE = {
  id: 3,
  fault: 'config-map-missing',
  cluster: 'prod',
  reason: 'known, and being mended',
  until: AT,
};

const RUNBOOK = {
  id: 'image-pull',
  title: 'An image cannot be pulled',
  severity: 'P1',
  symptoms: ['image-not-found'],
  investigation: [{ text: 'Look.' }],
  resolution: [{ text: 'Mend.', operation: { id: 'kubernetes.roll-back' } }],
  body: '# An image cannot be pulled',
  source: 'image-pull.md',
  isShipped: true,
};

function createClient(answer: unknown) {
  const asked: { url: string; init?: RequestInit }[] = [];
  const client = FaultsClient.create({
    fetchApi: {
      fetch: async (url, init) => {
        asked.push({ url: String(url), init });
        return answer instanceof Response ? answer : Response.json(answer);
      },
    },
  });
  return { client, asked };
}

describe('FaultsClient', () => {
  it.each<
    [string, (client: FaultsClient) => Promise<unknown>, string, unknown]
  >([
    [
      'what is wrong with an entity',
      client => client.getFaults('component:default/cart'),
      '/entities/component/default/cart',
      { incidents: [], causes: [], hidden: 0, clusters: [] },
    ],
    [
      'how an entity did',
      client => client.getReliability('component:default/cart', { days: 7 }),
      '/entities/component/default/cart/reliability?days=7',
      { from: AT, to: AT, environments: [] },
    ],
    [
      'incidents by any number of values',
      client =>
        client.listIncidents({ severity: ['P0', 'P1'], state: 'current' }),
      '/incidents?severity=P0&severity=P1&state=current',
      { incidents: [], nextCursor: '12' },
    ],
    ['one incident', client => client.getIncident(7), '/incidents/7', INCIDENT],
    [
      'alerts',
      client => client.listAlerts(),
      '/alerts',
      {
        alerts: [],
        hidden: 0,
        threshold: 0.5,
        isConfigured: false,
        servers: [],
      },
    ],
    ['what is muted', client => client.listMutes(), '/mutes', { mutes: [] }],
    [
      'detectors',
      client => client.listDetectors({ days: 1 }),
      '/detectors?days=1',
      { days: 1, records: [], trouble: [] },
    ],
  ])('asks for %s', async (_, ask, path, answer) => {
    const { client, asked } = createClient(answer);
    await expect(ask(client)).resolves.toEqual(answer);
    expect(asked.map(({ url }) => url)).toEqual([`${BASE}${path}`]);
    expect(asked[0].init?.cache).toBe('no-cache');
  });

  it('answers for an incident', async () => {
    const { client, asked } = createClient(INCIDENT);
    const command = { command: 'note', note: 'looking' } as const;
    await expect(client.commandIncident(7, command)).resolves.toEqual(INCIDENT);
    expect(asked[0].url).toBe(`${BASE}/incidents/7/commands`);
    expect(JSON.parse(String(asked[0].init?.body))).toEqual(command);
  });

  it('mutes, and ends it', async () => {
    const kept = { ...MUTE, createdBy: 'user:default/omar', createdAt: AT };
    const { client, asked } = createClient({ ...kept, mayEnd: true });
    await expect(client.createMute(MUTE)).resolves.toMatchObject(kept);
    await client.endMute(3);
    expect(asked.map(({ url, init }) => `${init?.method} ${url}`)).toEqual([
      `POST ${BASE}/mutes`,
      `DELETE ${BASE}/mutes/3`,
    ]);
  });

  it.each<[string, (client: FaultsClient) => Promise<unknown>, unknown]>([
    [
      '/incidents/7/runbooks',
      client => client.getIncidentRunbooks(7),
      { runbooks: [] },
    ],
    [
      '/runbooks',
      client => client.listRunbooks(),
      { runbooks: [], broken: [{ source: 'a.md', error: 'line 1' }] },
    ],
    [
      '/runbooks/image-pull',
      client => client.getRunbook('image-pull'),
      RUNBOOK,
    ],
    [
      '/healing/policies/dry-run',
      client => client.tryPolicy({ policy: 'mend', days: 1 }),
      { days: 1, looked: 0, matched: 0, acts: 0, proposes: 0, entries: [] },
    ],
    [
      '/healing/learning/reset',
      client => client.resetLearning({ policy: 'mend', reason: 'a drill' }),
      { policies: [], furthest: {}, pauses: [], mayConfigure: true },
    ],
  ])('asks %s', async (path, ask, answer) => {
    const { client, asked } = createClient(answer);
    await expect(ask(client)).resolves.toEqual(answer);
    expect(asked.map(({ url }) => url)).toEqual([`${BASE}${path}`]);
  });

  it('gives the draft of a post-mortem as it is', async () => {
    const { client, asked } = createClient(new Response('# Incident 7'));
    await expect(client.getPostMortem(7)).resolves.toBe('# Incident 7');
    expect(asked[0].url).toBe(`${BASE}/incidents/7/post-mortem`);
  });

  it('refuses an answer that is none', async () => {
    const { client } = createClient({ ...INCIDENT, severity: 'P9' });
    await expect(client.getIncident(7)).rejects.toThrow(/severity/);
  });

  it('says why it was refused', async () => {
    const { client } = createClient(new Response('{}', { status: 404 }));
    await expect(client.getIncident(8)).rejects.toMatchObject({
      statusCode: 404,
    });
  });
});
