import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { exampleIncident } from './__testUtils__/exampleIncident';
import { DatabaseIncidentStore } from './DatabaseIncidentStore';
import { DatabaseMuteStore } from './DatabaseMuteStore';
import { IncidentHousekeeping } from './IncidentHousekeeping';
import { IncidentSettings } from './IncidentSettings';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});
const MINUTE = 60_000;

describe('IncidentHousekeeping', () => {
  let now = 0;
  let store: DatabaseIncidentStore;
  let housekeeping: IncidentHousekeeping;

  beforeEach(async () => {
    now = 1_000 * MINUTE;
    const knex = await databases.init('SQLITE_3');
    await openFaultsDatabase(mockServices.database({ knex }));
    store = DatabaseIncidentStore.create({ knex });
    housekeeping = IncidentHousekeeping.create({
      clusters: createClusterFixture({ clusters: { dev: { objects: '' } } })
        .service,
      mutes: DatabaseMuteStore.create({ knex }),
      settings: IncidentSettings.fromConfig(
        new ConfigReader({
          groundcrew: { faults: { incidents: { keepFor: '10m' } } },
        }),
      ),
      store,
      now: () => now,
    });
  });

  it('ends incidents of clusters that are gone, once all have had time to be there', async () => {
    const linked = (await store.open(exampleIncident(), []))!;
    const gone = (await store.open(
      exampleIncident({ cluster: 'old', key: 'of old' }),
      [],
    ))!;
    await housekeeping.run();
    expect(await store.get(gone.id)).toEqual(gone);
    now += 10 * MINUTE;
    await housekeeping.run();
    expect(await store.get(gone.id)).toMatchObject({
      phase: 'resolved',
      resolution: 'unlinked',
    });
    expect(await store.entriesOf(gone.id)).toMatchObject([
      { message: 'Nobody looks at old any more' },
    ]);
    expect(await store.get(linked.id)).toEqual(linked);
  });

  it('forgets what is over for longer than it is kept', async () => {
    const over = async (key: string, resolvedAt: number) =>
      (await store.open(
        exampleIncident({ key, phase: 'resolved', resolvedAt }),
        [],
      ))!;
    const old = await over('a', now - 11 * MINUTE);
    const young = await over('b', now - 9 * MINUTE);
    await housekeeping.run();
    expect(await store.get(old.id)).toBeUndefined();
    expect(await store.get(young.id)).toEqual(young);
  });
});
