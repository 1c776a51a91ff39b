import type {
  AuditRow,
  OperationSummary,
  VerbAvailability,
} from '@groundcrew/plugin-operations-common';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import {
  checkoutIn,
  OperationsBackend,
} from './__testUtils__/OperationsBackend';
import type { PersonaName } from './__testUtils__/personas';

jest.setTimeout(120_000);

describe('operations on the sandbox', () => {
  let backend: OperationsBackend;

  beforeAll(async () => {
    backend = await OperationsBackend.start({
      operations: {
        approvals: [
          {
            environments: ['prod'],
            exempt: ['group:default/owners', 'group:default/platform'],
          },
        ],
        automations: [
          {
            subject: 'external:healer',
            operations: ['kubernetes.restart'],
            environments: ['dev'],
          },
        ],
      },
    });
    await backend.untilWatched(checkoutIn('dev'));
    await backend.untilWatched(checkoutIn('prod'));
  });

  afterAll(async () => {
    await backend.stop();
  });

  const restart = (cluster: string, more: object = {}) => ({
    operation: 'kubernetes.restart',
    target: checkoutIn(cluster),
    entityRef: 'component:default/checkout',
    reason: 'it leaks memory',
    ...more,
  });
  const replicasOf = async (cluster: string) => {
    const preview = await backend.post('operator', '/previews', {
      operation: 'kubernetes.scale',
      target: checkoutIn(cluster),
      input: { replicas: 1 },
    });
    return preview.body.preview.changes[0].before as string;
  };

  it('restarts a workload, and verifies it', async () => {
    const submitted = await backend.submit('developer', restart('dev'));
    expect(submitted).toMatchObject({
      phase: 'queued',
      requestedBy: { type: 'user', entityRef: 'user:default/developer' },
      environment: 'dev',
      targetOwner: 'group:default/checkout',
    });
    const done = await backend.until(submitted.id, 'succeeded', 'failed');
    expect(done).toMatchObject({ phase: 'succeeded' });
    expect(done.steps.map(({ status }) => status)).toEqual(
      done.steps.map(() => 'done'),
    );
    const { body } = await backend.get(
      'developer',
      `/operations/${done.id}/audit`,
    );
    const events = body.rows.map((row: AuditRow) => row.event);
    expect(events).toEqual(
      expect.arrayContaining([
        'submitted',
        'started',
        'step-began',
        'step-done',
        'succeeded',
      ]),
    );
    expect(body.rows[0].facts).toMatchObject({ reason: 'it leaks memory' });
  });

  it('scales, and takes that back', async () => {
    const before = await replicasOf('dev');
    const scaled = await backend.submit('developer', {
      ...restart('dev'),
      operation: 'kubernetes.scale',
      input: { replicas: 4 },
    });
    const done = await backend.until(scaled.id, 'succeeded', 'failed');
    expect(done.phase).toBe('succeeded');
    expect(await replicasOf('dev')).toContain('replicas: 4');
    const undo = await backend.submit('developer', {
      ...done.undo.request!,
      undoes: done.id,
      reason: 'enough',
    });
    await backend.until(undo.id, 'succeeded');
    expect(await replicasOf('dev')).toBe(before);
    await eventually(
      async () => (await backend.operation(done.id)).undoneBy === undo.id,
    );
    expect((await backend.operation(done.id)).undo.request).toBeUndefined();
  });

  it('waits for the approval of somebody else', async () => {
    const submitted = await backend.submit('developer', restart('prod'));
    expect(submitted).toMatchObject({
      phase: 'awaiting-approval',
      approval: { approvers: ['group:default/checkout'], needed: 1 },
    });
    const decide = (who: PersonaName, previewHash = submitted.preview.hash) =>
      backend.post(who, `/operations/${submitted.id}/decisions`, {
        decision: 'approved',
        comment: 'go ahead',
        previewHash,
      });
    expect((await decide('developer')).body.error.message).toMatch(
      /nobody approves what they asked for/,
    );
    expect((await decide('stranger')).status).toBe(403);
    expect((await decide('viewer')).status).toBe(403);
    expect((await decide('healer')).status).toBe(403);
    expect((await decide('owner', 'another')).status).toBe(409);
    const waiting = await backend.get('owner', '/operations?waitingForMe=true');
    expect(
      waiting.body.operations.map(({ id }: OperationSummary) => id),
    ).toEqual([submitted.id]);
    const notTheirs = await backend.get(
      'stranger',
      '/operations?waitingForMe=true',
    );
    expect(notTheirs.body.operations).toEqual([]);
    expect((await decide('owner')).body.phase).toBe('queued');
    const done = await backend.until(submitted.id, 'succeeded', 'failed');
    expect(done).toMatchObject({
      phase: 'succeeded',
      approval: {
        decisions: [{ by: 'user:default/owner', comment: 'go ahead' }],
      },
    });
    expect((await decide('owner')).status).toBe(403);
  });

  it('does nothing that an approver refused', async () => {
    const { id, preview } = await backend.submit('developer', restart('prod'));
    await backend.post('owner', `/operations/${id}/decisions`, {
      decision: 'refused',
      comment: 'not on a Friday',
      previewHash: preview.hash,
    });
    expect(await backend.operation(id)).toMatchObject({
      phase: 'refused',
      phaseReason: 'refused by user:default/owner: not on a Friday',
      steps: [],
    });
  });

  it('asks owners of the service for no approval', async () => {
    const { phase, id } = await backend.submit('owner', restart('prod'));
    expect(phase).toBe('queued');
    await backend.until(id, 'succeeded');
  });

  it('can be cancelled while it waits', async () => {
    const { id } = await backend.submit('developer', restart('prod'));
    const cancelBy = (who: PersonaName) =>
      backend.post(who, `/operations/${id}/commands`, { command: 'cancel' });
    expect((await cancelBy('viewer')).status).toBe(403);
    expect((await cancelBy('developer')).body).toMatchObject({
      phase: 'cancelled',
    });
    expect((await cancelBy('developer')).status).toBe(409);
  });

  it.each<[PersonaName, string, number, RegExp]>([
    ['viewer', 'dev', 403, /groundcrew.operations.run/],
    ['stranger', 'dev', 403, /groundcrew.operations.run/],
    ['service', 'dev', 403, /automations grants nothing to plugin:other/],
    ['healer', 'prod', 403, /no kubernetes.restart of medium risk in prod/],
  ])('takes nothing from %s in %s', async (who, cluster, status, message) => {
    const response = await backend.post(who, '/operations', {
      ...restart(cluster),
      // Whatever a request says of who asks does not count.
      requestedBy: { type: 'user', entityRef: 'user:default/operator' },
    });
    expect(response.status).toBe(status);
    expect(response.body.error.message).toMatch(message);
  });

  it('runs what config grants an automation', async () => {
    const { id, requestedBy } = await backend.submit('healer', restart('dev'));
    expect(requestedBy).toEqual({
      type: 'automation',
      subject: 'external:healer',
    });
    // The target was changed a moment ago.
    await eventually(async () =>
      /changed this target less than/.test(
        (
          await backend.operation(id)
        ).phaseReason,
      ),
    );
    await backend.post('operator', `/operations/${id}/commands`, {
      command: 'cancel',
    });
  });

  it('shows an automation that config does not name nothing', async () => {
    const { body } = await backend.get('service', '/operations');
    expect(body.operations).toEqual([]);
  });

  it('tells of a target that belongs to another team, whatever the entity says', async () => {
    const response = await backend.post('stranger', '/operations', {
      ...restart('dev'),
      entityRef: 'component:default/storefront',
    });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(
      /component:default\/storefront has no Deployment checkout/,
    );
  });

  it.each<[string, object, number, RegExp]>([
    [
      'an unknown verb',
      { operation: 'kubernetes.explode' },
      404,
      /There is no operation 'kubernetes.explode'/,
    ],
    [
      'a target of the wrong kind',
      { target: { ...checkoutIn('dev'), kind: 'Pod' } },
      400,
      /is for Deployment/,
    ],
    ['an unknown cluster', { target: checkoutIn('mars') }, 404, /mars/],
    [
      'a target that is not there',
      { target: { ...checkoutIn('dev'), name: 'gone' }, entityRef: undefined },
      404,
      /There is no Deployment gone/,
    ],
    [
      'a target that was replaced',
      { target: { ...checkoutIn('dev'), uid: 'of-the-one-before' } },
      409,
      /one of the same name took its place/,
    ],
    ['a huge reason', { reason: 'x'.repeat(2_001) }, 400, /2000 characters/],
    [
      'too many replicas',
      { operation: 'kubernetes.scale', input: { replicas: 10_000 } },
      400,
      /50/,
    ],
    [
      'less than no replicas',
      { operation: 'kubernetes.scale', input: { replicas: -1 } },
      400,
      /replicas/,
    ],
    ['another preview', { previewHash: 'of-before' }, 409, /has changed/],
    [
      'to run past rules without the right to',
      { override: true },
      403,
      /groundcrew.operations.override/,
    ],
  ])('refuses %s, and says why', async (_what, change, status, message) => {
    const response = await backend.post('developer', '/operations', {
      ...restart('dev'),
      ...change,
    });
    expect(response.body.error?.message).toMatch(message);
    expect(response.status).toBe(status);
  });

  it('wants a reason in prod', async () => {
    const response = await backend.post('owner', '/operations', {
      ...restart('prod'),
      reason: ' ',
    });
    expect(response.status).toBe(400);
    expect(response.body.error.message).toMatch(/Say why/);
  });

  it('refuses a body of a megabyte', async () => {
    const response = await backend.post('owner', '/operations', {
      ...restart('prod'),
      reason: 'x'.repeat(1_000_000),
    });
    expect(response.status).toBe(400);
  });

  it('says of every verb who may use it', async () => {
    const query = new URLSearchParams(checkoutIn('prod'));
    const outcomes: Record<string, string> = {};
    for (const who of ['developer', 'owner', 'viewer', 'healer'] as const) {
      const { body } = await backend.get(who, `/verbs?${query}`);
      const verb = body.verbs.find(
        ({ operation }: VerbAvailability) => operation === 'kubernetes.restart',
      );
      outcomes[who] = verb.outcome;
    }
    expect(outcomes).toEqual({
      developer: 'needs-approval',
      owner: 'allowed',
      viewer: 'denied',
      healer: 'denied',
    });
  });

  it('is asked for once, however often it is sent', async () => {
    const key = restart('dev', { idempotencyKey: 'one-click' });
    const all = await Promise.all(
      Array.from({ length: 5 }, () => backend.submit('developer', key)),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(1);
    await backend.until(all[0].id, 'succeeded');
  });

  it('says what became of it when it is sent again after it was done', async () => {
    const pause = {
      ...restart('dev', { idempotencyKey: 'pause-once' }),
      operation: 'kubernetes.pause',
    };
    const { id } = await backend.submit('developer', pause);
    const done = await backend.until(id, 'succeeded');
    // What is paused cannot be paused, and this is not asked for.
    expect(await backend.submit('developer', pause)).toMatchObject({
      id,
      phase: 'succeeded',
    });
    const resume = { ...restart('dev'), ...done.undo.request! };
    const resumed = await backend.submit('developer', resume);
    await backend.until(resumed.id, 'succeeded');
  });

  it('runs one of many that want the same target at a time, and tells the others', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        backend.submit('operator', {
          ...restart('dev'),
          operation: 'kubernetes.scale',
          input: { replicas: 1 + (index % 3) },
          override: true,
        }),
      ),
    );
    const ids = new Set(all.map(({ id }) => id));
    const running = async () => {
      const { body } = await backend.get('operator', '/operations?limit=100');
      return (body.operations as OperationSummary[]).filter(
        ({ id, phase }) =>
          ids.has(id) && ['running', 'verifying'].includes(phase),
      );
    };
    const seen: number[] = [];
    await eventually(async () => {
      seen.push((await running()).length);
      const states = await Promise.all(
        all.map(({ id }) => backend.operation(id)),
      );
      return states.every(({ phase }) =>
        ['succeeded', 'needs-confirmation'].includes(phase),
      );
    }, 100_000);
    expect(Math.max(...seen)).toBe(1);
  });

  it('exports what was asked for, and verifies that it is whole', async () => {
    const { text } = await backend.get(
      'operator',
      '/operations-export?format=csv&operation=kubernetes.restart',
    );
    expect(text).toMatch(/^id,requestedAt,requestedBy/);
    expect(text).toMatch(/kubernetes\.restart/);
    expect(text).not.toMatch(/Scale checkout/);
    const json = await backend.get(
      'operator',
      '/operations-export?format=json',
    );
    expect(json.body.length).toBeGreaterThan(10);
    expect(
      (await backend.get('owner', '/operations-export?format=csv')).status,
    ).toBe(403);
    const verified = await backend.post('operator', '/audit/verifications');
    expect(verified.body).toMatchObject({ whole: true, faults: [] });
    expect((await backend.post('owner', '/audit/verifications')).status).toBe(
      403,
    );
    expect((await backend.post('healer', '/audit/verifications')).status).toBe(
      403,
    );
  });
});
