import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { spawnSync } from 'node:child_process';
import { setImmediate } from 'node:timers/promises';
import { nameThisProcess } from './processHolder';
import {
  SingleProcessGuard,
  type SingleProcessGuardOptions,
} from './SingleProcessGuard';

// PostgreSQL where BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING says where one is.
const databases = TestDatabases.create({
  ids: ['SQLITE_3', 'POSTGRES_15'],
  disableDocker: true,
});

const guards: SingleProcessGuard[] = [];

afterEach(async () => {
  await Promise.all(guards.splice(0).map(guard => guard.stop()));
});

async function guardOf(
  knex: Knex,
  options: Partial<SingleProcessGuardOptions> = {},
) {
  const guard = await SingleProcessGuard.create({
    database: mockServices.database({ knex }),
    logger: mockServices.logger.mock(),
    forMs: 60_000,
    waitMs: 0,
    ...options,
  });
  guards.push(guard);
  return guard;
}

describe('SingleProcessGuard on SQLite', () => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
  });

  const expiresAt = async () =>
    Number((await knex('groundcrew_leases').first('expires_at')).expires_at);

  it('refuses a second process, and says what to do', async () => {
    await guardOf(knex);
    await expect(guardOf(knex)).rejects.toThrow(
      /Stop the other one.*PostgreSQL/,
    );
  });

  it('lets the next one start as soon as it is stopped', async () => {
    await (await guardOf(knex)).stop();
    await expect(guardOf(knex)).resolves.toBeDefined();
  });

  it('does not wait for one that was killed on this machine', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    const gone = nameThisProcess().replace(`/${process.pid}/`, `/${pid}/`);
    await guardOf(knex, { holder: gone });
    const logger = mockServices.logger.mock();
    const next = await guardOf(knex, { logger });
    expect(next.isAlone).toBe(true);
    expect(logger.info).not.toHaveBeenCalled();
  });

  it('waits for one elsewhere that was killed, and says so', async () => {
    await guardOf(knex, { holder: 'elsewhere' });
    const logger = mockServices.logger.mock();
    // Killed: it does not renew any more, and its time is over a moment later.
    logger.info.mockImplementation(() => {
      knex('groundcrew_leases')
        .update({ expires_at: 1 })
        .catch(() => {});
    });
    await expect(
      guardOf(knex, { waitMs: 20_000, logger }),
    ).resolves.toBeDefined();
    expect(logger.info).toHaveBeenCalledTimes(1);
    expect(logger.info).toHaveBeenCalledWith(
      expect.stringContaining('Waiting for up to 20 s'),
    );
  });

  it('holds on, also after it stood still for too long and nobody came', async () => {
    const guard = await guardOf(knex, { forMs: 30 });
    await knex('groundcrew_leases').update({ expires_at: 1 });
    while ((await expiresAt()) === 1) {
      // SQLite answers at once: timers have to get their turn.
      await setImmediate();
    }
    expect(guard.lost.aborted).toBe(false);
  });

  it('tells when another process has taken over', async () => {
    const guard = await guardOf(knex, { forMs: 30 });
    const lost = new Promise(resolve =>
      guard.lost.addEventListener('abort', resolve),
    );
    await knex('groundcrew_leases').update({
      holder: 'another',
      expires_at: 9_000_000_000_000,
    });
    await lost;
    expect(guard.lost.aborted).toBe(true);
  });

  it('goes on while the database is away for a moment', async () => {
    const logger = mockServices.logger.mock();
    const guard = await guardOf(knex, { forMs: 30, logger });
    await knex.schema.renameTable('groundcrew_leases', 'away');
    await new Promise<void>(resolve =>
      logger.warn.mockImplementation(() => resolve()),
    );
    await knex.schema.renameTable('away', 'groundcrew_leases');
    const before = await expiresAt();
    while ((await expiresAt()) === before) {
      await setImmediate();
    }
    expect(guard.lost.aborted).toBe(false);
  });
});

if (databases.supports('POSTGRES_15')) {
  describe('SingleProcessGuard on PostgreSQL', () => {
    it('has nothing to guard', async () => {
      const knex = await databases.init('POSTGRES_15');
      expect((await guardOf(knex)).isAlone).toBe(false);
      await expect(guardOf(knex)).resolves.toBeDefined();
      expect(await knex.schema.hasTable('groundcrew_leases')).toBe(false);
    });
  });
}
