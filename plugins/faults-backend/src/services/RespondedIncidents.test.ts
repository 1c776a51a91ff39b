import {
  mockCredentials,
  mockServices,
  TestDatabases,
} from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { exampleIncident } from '../incidents/__testUtils__/exampleIncident';
import { DatabaseIncidentStore } from '../incidents/DatabaseIncidentStore';
import { RespondedIncidents } from './RespondedIncidents';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('RespondedIncidents', () => {
  let knex: Knex;
  let store: DatabaseIncidentStore;
  let incidents: RespondedIncidents;
  let told: string[];

  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
    await openFaultsDatabase(mockServices.database({ knex }));
    store = DatabaseIncidentStore.create({ knex });
    told = [];
    incidents = RespondedIncidents.create({
      loops: { owned: () => ['prod'], subscribe: () => () => {} },
      mutes: { active: async () => [] },
      reader: {
        visible: async records =>
          records.filter(({ severity }) => severity !== 'P0'),
        record: async id => (await store.get(id))!,
      },
      store,
      onChange: cluster => told.push(cluster),
    });
  });

  const open = async (changes: Parameters<typeof exampleIncident>[0]) =>
    (await store.open(exampleIncident(changes), []))!;

  it('gives those of a cluster that are not over', async () => {
    const cluster = 'prod';
    const first = await open({ key: 'a', cluster, openedAt: 1_000 });
    const second = await open({ key: 'b', cluster, openedAt: 2_000 });
    await open({ key: 'c', cluster: 'dev', openedAt: 500 });
    await open({ key: 'd', cluster, openedAt: 600, resolvedAt: 700 });
    const ids = (found: { id: number }[]) => found.map(({ id }) => id);
    expect(ids(await incidents.current(cluster))).toEqual([
      second.id,
      first.id,
    ]);
    expect(incidents.owned()).toEqual(['prod']);
    expect(await incidents.get(99)).toBeUndefined();
  });

  it('gives those that are over, without those that became a part of others, and to people those that they may see', async () => {
    const over = async (key: string, changes = {}) =>
      await open({ key, openedAt: 1_000, resolvedAt: 2_000, ...changes });
    const first = await over('a');
    await over('b', { openedAt: 900 });
    await over('c', { resolvedAt: undefined });
    await over('d', { mergedInto: first.id });
    const worst = await over('e', { severity: 'P0', openedAt: 1_500 });
    const ids = (found: { id: number }[]) => found.map(({ id }) => id);
    expect(ids(await incidents.since(1_000))).toEqual([worst.id, first.id]);
    expect(ids(await incidents.since(1_000, mockCredentials.user()))).toEqual([
      first.id,
    ]);
  });

  it('writes a line, whoever writes at the same time', async () => {
    const incident = await open({ cluster: 'prod' });
    const write = store.write.bind(store);
    // Somebody is faster, once.
    jest.spyOn(store, 'write').mockImplementationOnce(async () => {
      await write({ ...incident, assignee: 'user:default/omar' }, []);
      return undefined;
    });
    await incidents.note(incident.id, {
      message: 'Rolls cart back',
      isHealing: true,
    });
    expect(await store.get(incident.id)).toMatchObject({
      phase: 'healing',
      assignee: 'user:default/omar',
    });
    expect(await store.entriesOf(incident.id)).toEqual([
      {
        at: expect.any(Number),
        kind: 'healing',
        message: 'Rolls cart back',
      },
    ]);
    expect(told).toEqual(['prod']);
  });

  it('says so where there is nothing to write to, or no chance to', async () => {
    const line = { message: 'x', isHealing: false };
    await expect(incidents.note(99, line)).rejects.toThrow(
      'There is no incident 99',
    );
    const incident = await open({});
    jest.spyOn(store, 'write').mockResolvedValue(undefined);
    await expect(incidents.note(incident.id, line)).rejects.toThrow(
      /changes all the time/,
    );
  });
});
