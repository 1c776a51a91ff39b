import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import type { JsonObject } from '@backstage/types';
import { eventually } from '@groundcrew/plugin-clusters-node/testUtils';
import { OPERATIONS_TOPIC } from '@groundcrew/plugin-operations-common';
import { examplePolicy } from '../__testUtils__/exampleObservation';
import { GivenIncidents } from '../__testUtils__/GivenIncidents';
import { StubOperations } from '../__testUtils__/StubOperations';
import { HealingSettings } from '../settings/HealingSettings';
import { DatabaseHealingStore } from '../store/DatabaseHealingStore';
import { openHealingDatabase } from '../store/openHealingDatabase';
import { HealingLoop } from './HealingLoop';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

describe('HealingLoop', () => {
  let incidents: GivenIncidents;
  let operations: StubOperations;
  let store: DatabaseHealingStore;
  let metrics: ReturnType<typeof metricsServiceMock.mock>;
  const events = mockServices.events();
  const running: HealingLoop[] = [];

  beforeEach(async () => {
    const knex = await databases.init('SQLITE_3');
    await openHealingDatabase(mockServices.database({ knex }));
    store = DatabaseHealingStore.create({ knex });
    incidents = new GivenIncidents();
    operations = new StubOperations();
  });

  afterEach(async () => {
    for (const loop of running.splice(0)) {
      await loop.stop();
    }
  });

  async function start(healing: JsonObject = { defaultMode: 'auto' }) {
    metrics = metricsServiceMock.mock();
    const loop = HealingLoop.create({
      auth: mockServices.auth({ pluginId: 'groundcrew-faults' }),
      events,
      logger: mockServices.logger.mock(),
      metrics,
      operations,
      settings: HealingSettings.fromConfig(
        mockServices.rootConfig({
          data: { groundcrew: { faults: { healing } } },
        }),
        [
          examplePolicy({
            limits: { attempts: 2, cooldownSeconds: 0, helpsWithinSeconds: 60 },
          }),
        ],
      ),
      store,
    });
    running.push(loop);
    await loop.start(incidents);
    return loop;
  }
  const record = async () => await store.get(7);
  const isAt = (state: string) => async () => (await record())?.state === state;
  const isAsked = () => operations.asked.size === 1;
  const done = async () => {
    operations.become('op-1', 'succeeded');
    await events.publish({ topic: OPERATIONS_TOPIC, eventPayload: {} });
  };

  it('asks as the automation, is told when it is done, and sees that it helped', async () => {
    await start();
    await eventually(isAsked);
    expect(operations.calls).toEqual([
      'plugin:groundcrew-faults kubernetes.roll-back',
    ]);
    await done();
    await eventually(isAt('verifying'));
    incidents.change({ recoveringSince: Date.now() });
    incidents.change({ phase: 'resolved', resolvedAt: Date.now() });
    await eventually(isAt('healed'));
    expect((await record())?.attempts).toMatchObject([
      { outcome: 'healed', operationId: 'op-1' },
    ]);
    await eventually(() => incidents.notes.length === 2);
    expect(incidents.notes).toMatchObject([
      { isHealing: true },
      { isHealing: false, message: expect.stringContaining('healed') },
    ]);
    const counter = metrics.createCounter.mock.results.find(
      (_, index) =>
        metrics.createCounter.mock.calls[index][0] ===
        'groundcrew_healing_attempts',
    )?.value;
    expect(counter.add).toHaveBeenCalledWith(1, {
      cluster: 'dev',
      policy: 'mend-crash',
      outcome: 'healed',
    });
  });

  it('hands over what is refused, with the reason', async () => {
    operations.refusal = 'grants plugin:groundcrew-faults nothing';
    await start();
    await eventually(isAt('handed-over'));
    expect(await record()).toMatchObject({
      reason: expect.stringContaining(
        'grants plugin:groundcrew-faults nothing',
      ),
      attempts: [{ outcome: 'refused' }, { outcome: 'refused' }],
    });
    await eventually(() => incidents.notes.length >= 5);
    expect(incidents.notes.map(({ isHealing }) => isHealing)).toEqual([
      true,
      false,
      true,
      false,
      false,
    ]);
    expect(incidents.notes[1].message).toContain('(refused): grants');
  });

  it('asks for the same again where the answer got lost', async () => {
    operations.answersLost = 2;
    await start();
    await eventually(
      async () => (await record())?.attempts[0]?.operationId === 'op-1',
    );
    expect(operations.asked.size).toBe(1);
    expect(operations.calls).toHaveLength(3);
  });

  it('goes on with what was under way before a restart', async () => {
    const before = await start();
    await eventually(isAsked);
    await eventually(
      async () => (await record())?.attempts[0].operationId !== undefined,
    );
    await before.stop();
    operations.become('op-1', 'succeeded');
    incidents.change({ phase: 'resolved', resolvedAt: Date.now() });
    await start();
    await eventually(isAt('healed'));
    expect(operations.asked.size).toBe(1);
  });

  it('cancels what waits when nothing is wrong any more', async () => {
    await start();
    await eventually(isAsked);
    operations.become('op-1', 'awaiting-approval');
    incidents.change({ recoveringSince: Date.now() });
    await eventually(() => operations.calls.includes('cancel op-1'));
    incidents.change({ phase: 'resolved', resolvedAt: Date.now() });
    await eventually(isAt('idle'));
    expect((await record())?.attempts).toMatchObject([
      { outcome: expect.stringMatching(/overtaken|refused/) },
    ]);
  });

  it('takes back what did not help', async () => {
    await start();
    await eventually(isAsked);
    await eventually(
      async () => (await record())?.attempts[0].operationId !== undefined,
    );
    const begun = (await record())!;
    const [attempt] = begun.attempts;
    await store.write(
      { ...begun, attempts: [{ ...attempt, helpsWithinSeconds: 0 }] },
      1,
    );
    await done();
    await eventually(() => operations.asked.size === 2);
    expect(operations.asked.get('op-2')?.request).toMatchObject({
      undoes: 'op-1',
      input: { takesBack: 'op-1' },
    });
    operations.become('op-2', 'succeeded');
    await events.publish({ topic: OPERATIONS_TOPIC, eventPayload: {} });
    await eventually(
      async () => (await record())?.attempts[0].outcome === 'reverted',
    );
  });

  it('leaves incidents of other processes alone', async () => {
    incidents.clusters = [];
    const loop = await start();
    incidents.change({ severity: 'P3' });
    loop.wakeAll();
    await eventually(async () => loop.incidents() !== undefined);
    expect(await record()).toBeUndefined();
    await loop.stop();
    expect(() => loop.incidents()).toThrow(/cannot be read/);
  });

  it('observes where nothing else is configured, until somebody switches it', async () => {
    const loop = await start({});
    await eventually(isAt('observing'));
    expect(operations.calls).toEqual([]);
    await store.switch({
      policy: 'mend-crash',
      mode: 'auto',
      reason: 'tried',
      changedBy: 'user:a/b',
      changedAt: 1,
    });
    loop.wakeAll();
    await eventually(isAsked);
  });
});
