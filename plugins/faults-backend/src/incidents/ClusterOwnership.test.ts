import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { DatabaseLeases } from '@groundcrew/controller';
import {
  createClusterFixture,
  eventually,
} from '@groundcrew/plugin-clusters-node/testUtils';
import { ClusterOwnership } from './ClusterOwnership';

const databases = TestDatabases.create({
  ids: ['SQLITE_3'],
  disableDocker: true,
});

describe('ClusterOwnership', () => {
  it('gives each cluster one owner, and another one when that goes', async () => {
    const knex = await databases.init('SQLITE_3');
    const fixture = createClusterFixture({
      clusters: { dev: { objects: '' }, prod: { objects: '' } },
    });
    const told: string[] = [];
    const replica = async (holder: string) =>
      ClusterOwnership.create({
        clusters: fixture.service,
        leases: await DatabaseLeases.create({
          database: mockServices.database({ knex }),
          holder,
        }),
        logger: mockServices.logger.mock(),
        leaseMs: 3_000,
        onOwned: cluster => told.push(`${holder} ${cluster}`),
      });
    const [one, two] = [await replica('one'), await replica('two')];
    one.start();
    await eventually(() => one.owned().length === 2);
    two.start();
    expect(one.owns('dev')).toBe(true);
    expect(two.owns('dev')).toBe(false);

    fixture.feed.removeCluster('prod');
    await eventually(() => !one.owns('prod'));
    expect(one.owned()).toEqual(['dev']);

    await one.stop();
    expect(one.owned()).toEqual([]);
    await eventually(() => two.owns('dev'));
    expect(told.sort()).toEqual(['one dev', 'one prod', 'two dev']);
    await two.stop();
  });
});
