import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { ConfigReader } from '@backstage/config';
import {
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { openFaultsDatabase } from '../database/openFaultsDatabase';
import { exampleFinding } from './__testUtils__/exampleIncident';
import { DatabaseIncidentStore } from './DatabaseIncidentStore';
import { DatabaseMuteStore } from './DatabaseMuteStore';
import { IncidentKeeper } from './IncidentKeeper';
import { IncidentSettings } from './IncidentSettings';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('IncidentKeeper', () => {
  it('keeps the explanation of an incident on which somebody writes while it is found out', async () => {
    const knex = await databases.init('SQLITE_3');
    await openFaultsDatabase(mockServices.database({ knex }));
    const store = DatabaseIncidentStore.create({ knex });
    const { service } = createClusterFixture({ clusters: { dev: {} } });
    const keeper = IncidentKeeper.create({
      clusters: service,
      diagnoses: {
        diagnosisOf: () => ({
          isComplete: true,
          causes: [
            {
              finding: exampleFinding(),
              score: 0.95,
              verdict: 'cause',
              symptoms: [],
              explainedBy: [],
            },
          ],
        }),
      },
      explainer: {
        async explain(record) {
          await store.write({ ...record, phase: 'healing' }, []);
          return {
            ...record.explanation,
            proposals: [{ title: 'Restart cart', why: 'It crashes.' }],
          };
        },
      },
      instruments: { counted() {}, forgot() {}, wrote() {} },
      links: { entitiesOfWorkload: () => [] },
      logger: mockServices.logger.mock(),
      metrics: metricsServiceMock.mock(),
      mutes: DatabaseMuteStore.create({ knex }),
      ownership: { owned: () => ['dev'], owns: () => true },
      settings: IncidentSettings.fromConfig(new ConfigReader({})),
      store,
      onChange() {},
    });
    keeper.start();
    await eventually(
      async () =>
        (await store.get(1))?.explanation.proposals[0]?.title ===
        'Restart cart',
    );
    expect((await store.get(1))?.phase).toBe('healing');
    await keeper.stop();
  });
});
