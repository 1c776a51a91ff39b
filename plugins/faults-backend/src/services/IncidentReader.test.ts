import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import {
  exampleFinding,
  exampleIncident,
} from '../incidents/__testUtils__/exampleIncident';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import type { IncidentDraft } from '../incidents/IncidentRecord';
import { IncidentReader } from './IncidentReader';
import { OperationsAround } from './OperationsAround';
import { VisibleEntities } from './VisibleEntities';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const dana = mockCredentials.user('user:default/dana');
const MINUTE = 60_000;

const vault = { ...exampleFinding().object, namespace: 'vault', name: 'store' };
const hidden = (key: string): Partial<IncidentDraft> => ({
  key,
  explanation: {
    ...exampleIncident().explanation,
    cause: exampleFinding({ object: vault }),
  },
});

describe('IncidentReader', () => {
  let store: DatabaseIncidentStore;
  let reader: IncidentReader;
  let operations: jest.Mock;

  beforeEach(async () => {
    const knex = await databases.init('SQLITE_3');
    await openFaultsDatabase(mockServices.database({ knex }));
    store = DatabaseIncidentStore.create({ knex });
    operations = jest.fn(async () => ({ operations: [] }));
    const clusters = createClusterFixture({
      clusters: { dev: { objects: '' } },
    }).service;
    reader = IncidentReader.create({
      access: {
        entity: async () => {
          throw new Error('nobody asks for one');
        },
        filter: async (_, { name }) => ({
          allows: ({ namespace }) =>
            namespace !== 'vault' && name !== 'groundcrew.incidents.respond',
          signature: name,
        }),
      },
      clusters,
      entities: VisibleEntities.create({
        catalog: catalogServiceMock({
          entities: [
            {
              apiVersion: 'backstage.io/v1alpha1',
              kind: 'Component',
              metadata: { name: 'cart' },
            },
          ],
        }),
      }),
      operations: OperationsAround.create({
        clusters,
        logger: mockServices.logger.mock(),
        operations: { listOperations: operations },
      }),
      store,
    });
  });

  const open = async (changes: Partial<IncidentDraft> = {}) =>
    (await store.open(exampleIncident(changes), []))!;
  const listed = async (filter: Parameters<IncidentReader['list']>[0]) => {
    const { incidents, nextCursor } = await reader.list(filter, dana);
    return { ids: incidents.map(({ id }) => id), nextCursor };
  };

  it('fills its pages with what may be seen, however much may not', async () => {
    const ids: number[] = [];
    for (let index = 0; index < 10; index++) {
      await open(hidden(`hidden ${index}`));
      ids.unshift((await open({ key: `${index}` })).id);
    }
    const first = await listed({ limit: 6 });
    expect(first.ids).toEqual(ids.slice(0, 6));
    const second = await listed({ limit: 6, cursor: first.nextCursor });
    expect(second.ids).toEqual(ids.slice(6));
    expect(second.nextCursor).toBeUndefined();
  });

  it('puts what needs an answer first among the current ones', async () => {
    const settled = await open({ key: 'a', phase: 'acknowledged' });
    const mild = await open({ key: 'b', severity: 'P3' });
    const bad = await open({ key: 'c', severity: 'P1' });
    const late = await open({ key: 'd', severity: 'P3', overdueAt: 2 });
    const better = await open({ key: 'e', severity: 'P0', recoveringSince: 2 });
    const muted = await open({ key: 'f', severity: 'P0', mutedUntil: 9 });
    await open({ key: 'g', phase: 'resolved', resolvedAt: 2 });
    const order = [late, bad, mild, settled, better];
    expect((await listed({ state: 'current' })).ids).toEqual(
      order.map(({ id }) => id),
    );
    expect((await listed({ state: 'current', muted: true })).ids).toEqual(
      [...order, muted].map(({ id }) => id),
    );
  });

  it('does not tell what may not be seen from what there is not', async () => {
    const { id } = await open(hidden('hidden'));
    for (const one of [id, 999]) {
      await expect(reader.record(one, dana)).rejects.toThrow(
        `There is no incident ${one}`,
      );
    }
  });

  it('names nothing that may not be seen: neither objects nor entities', async () => {
    const { cause } = exampleIncident().explanation;
    const record = await open({
      entities: ['component:default/cart', 'component:default/store'],
      affected: [cause.object, vault],
      severityReasons: ['store has no ready replica left'],
      explanation: {
        cause: { ...cause, explains: [vault] },
        symptoms: [
          {
            finding: exampleFinding({ object: vault }),
            by: cause.object,
            relation: 'holds-up',
            message: 'store is held up',
          },
        ],
        excluded: [{ object: vault, message: 'store is ready' }],
        changes: [
          {
            at: '2026-01-01T00:00:00Z',
            kind: 'release',
            object: vault,
            action: 'modified',
            message: 'image of store',
            isSuspect: true,
          },
        ],
        proposals: [
          {
            title: 'Restart store',
            why: 'it is store',
            operation: {
              id: 'kubernetes.restart',
              target: vault,
              input: {},
              risk: 'low',
            },
          },
        ],
        impact: {
          level: 'down',
          workloads: [{ object: vault, desired: 1, ready: 0 }],
        },
      },
    });
    await store.write(record, [
      { at: 1, kind: 'symptoms-changed', message: 'store suffers, too' },
      { at: 2, kind: 'note', message: 'I look at it' },
    ]);
    const [detail, { incidents }] = [
      await reader.detail(record, dana),
      await reader.list({}, dana),
    ];
    expect(JSON.stringify([detail, incidents])).not.toContain('store');
    expect(detail).toMatchObject({
      entities: ['component:default/cart'],
      timeline: [{ message: 'I look at it' }],
      mayRespond: false,
    });
  });

  it('tells of operations that were done around it, as whoever looks sees them', async () => {
    const openedAt = 100 * MINUTE;
    const record = await open({ openedAt });
    await reader.detail(record, dana);
    expect(operations).toHaveBeenCalledWith(
      expect.objectContaining({
        cluster: ['dev'],
        from: new Date(70 * MINUTE).toISOString(),
      }),
      { credentials: dana },
    );
    operations.mockRejectedValueOnce(new Error('operations are away'));
    await expect(reader.detail(record, dana)).resolves.toMatchObject({
      explanation: { changes: [] },
    });
  });
});
