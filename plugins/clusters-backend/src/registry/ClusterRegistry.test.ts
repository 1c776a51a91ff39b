import { randomBytes } from 'node:crypto';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import type { Knex } from 'knex';
import { ClusterRegistry } from './ClusterRegistry';
import { CredentialCipher } from './CredentialCipher';
import { DatabaseClusterRegistryStore } from './DatabaseClusterRegistryStore';
import type { InlineConnection } from './InlineConnection';

const first = { id: 'first', key: randomBytes(32).toString('base64') };
const second = { id: 'second', key: randomBytes(32).toString('base64') };

const connection: InlineConnection = {
  server: 'https://kubernetes.example.com',
  credentials: { token: 'token-that-nobody-may-see' },
};
const omar = 'user:default/omar';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('ClusterRegistry', () => {
  let knex: Knex;
  beforeEach(async () => {
    knex = await databases.init('SQLITE_3');
  });

  async function createRegistry(...keys: object[]) {
    return ClusterRegistry.create({
      store: await DatabaseClusterRegistryStore.create({
        database: mockServices.database({ knex }),
      }),
      cipher: CredentialCipher.fromConfig(
        new ConfigReader({
          groundcrew: { clusters: { encryptionKeys: keys as never } },
        }),
      ),
      logger: mockServices.logger.mock(),
      now: () => new Date('2026-09-01T12:00:00Z'),
    });
  }

  it('tells of what was registered, with how to reach it', async () => {
    const registry = await createRegistry(first);
    await registry.register(
      { name: 'edge', title: 'The edge', environment: 'prod' },
      connection,
      omar,
    );
    await expect(registry.list()).resolves.toEqual({
      clusters: [
        {
          name: 'edge',
          title: 'The edge',
          environment: 'prod',
          region: undefined,
          origin: 'registry',
          connection: {
            type: 'direct',
            address: 'untrusted',
            server: 'https://kubernetes.example.com',
            certificateAuthority: undefined,
            credentials: { type: 'token', token: 'token-that-nobody-may-see' },
          },
        },
      ],
      problems: [],
    });
  });

  it('tells people who and when, and neither address nor credentials', async () => {
    const registry = await createRegistry(first);
    const registered = await registry.register(
      { name: 'edge' },
      connection,
      omar,
    );
    expect(registered).toMatchObject({
      name: 'edge',
      registeredBy: omar,
      registeredAt: '2026-09-01T12:00:00.000Z',
    });
    const shown = JSON.stringify([registered, await registry.registrations()]);
    expect(shown).not.toMatch(/token-that|example\.com/);
  });

  it('keeps nothing readable in the database', async () => {
    const registry = await createRegistry(first);
    await registry.register({ name: 'edge' }, connection, omar);
    const rows = JSON.stringify(await knex('registrations'));
    expect(rows).toContain('edge');
    expect(rows).not.toMatch(/token-that|example\.com/);
  });

  it('goes on without a cluster that it cannot open', async () => {
    const old = await createRegistry(first);
    await old.register({ name: 'east' }, connection, omar);
    const registry = await createRegistry(second);
    await registry.register({ name: 'west' }, connection, omar);

    const located = await registry.list();
    expect(located.clusters.map(({ name }) => name)).toEqual(['west']);
    expect(located.problems).toEqual([
      { cluster: 'east', message: expect.stringContaining("'first'") },
    ]);
    await expect(registry.registrations()).resolves.toMatchObject([
      { name: 'east', problem: expect.stringContaining("'first'") },
      { name: 'west', problem: undefined },
    ]);
  });

  it('does not open credentials that were moved to another cluster', async () => {
    const registry = await createRegistry(first);
    await registry.register({ name: 'east' }, connection, omar);
    await registry.register({ name: 'west' }, connection, omar);
    const [east] = await knex('registrations').where({ name: 'east' });
    await knex('registrations')
      .where({ name: 'west' })
      .update({ sealed_connection: east.sealed_connection });

    const located = await registry.list();
    expect(located.clusters.map(({ name }) => name)).toEqual(['east']);
    expect(located.problems).toMatchObject([{ cluster: 'west' }]);
  });

  it('seals again with a new key, so that the old one can go', async () => {
    const old = await createRegistry(first);
    await old.register({ name: 'edge' }, connection, omar);
    const rotated = await createRegistry(second, first);
    await rotated.resealWithPresentKey();

    const without = await createRegistry(second);
    await expect(without.list()).resolves.toMatchObject({
      clusters: [{ name: 'edge' }],
      problems: [],
    });
  });

  it('leaves alone what it cannot seal again', async () => {
    const old = await createRegistry(first);
    await old.register({ name: 'edge' }, connection, omar);
    await (await createRegistry(second)).resealWithPresentKey();
    await (await createRegistry()).resealWithPresentKey();
    await expect(old.list()).resolves.toMatchObject({
      clusters: [{ name: 'edge' }],
    });
  });

  it('refuses to keep anything without a key', async () => {
    const registry = await createRegistry();
    expect(() => registry.demandKey()).toThrow(/encryptionKeys/);
    await expect(
      registry.register({ name: 'edge' }, connection, omar),
    ).rejects.toThrow(/encryptionKeys/);
    await expect(registry.registrations()).resolves.toEqual([]);
  });

  it('announces what it changes itself', async () => {
    const registry = await createRegistry(first);
    const onChange = jest.fn();
    const unsubscribe = registry.subscribe(onChange);
    await registry.register({ name: 'edge' }, connection, omar);
    expect(onChange).toHaveBeenCalledTimes(1);
    await registry.remove('edge');
    expect(onChange).toHaveBeenCalledTimes(2);
    unsubscribe();
    await registry.register({ name: 'edge' }, connection, omar);
    expect(onChange).toHaveBeenCalledTimes(2);
  });

  it('notices what another backend changes', async () => {
    const registry = await createRegistry(first);
    const other = await createRegistry(first);
    const onChange = jest.fn();
    registry.subscribe(onChange);
    await registry.noticeChanges();
    await registry.noticeChanges();
    expect(onChange).not.toHaveBeenCalled();
    await other.register({ name: 'edge' }, connection, omar);
    await registry.noticeChanges();
    expect(onChange).toHaveBeenCalledTimes(1);
  });
});
