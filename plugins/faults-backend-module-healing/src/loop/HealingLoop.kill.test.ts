import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { OPERATIONS_TOPIC } from '@groundcrew/plugin-operations-common';
import { examplePolicy } from '../__testUtils__/exampleObservation';
import { GivenIncidents } from '../__testUtils__/GivenIncidents';
import { Life, type Death } from '../__testUtils__/Life';
import { StubOperations } from '../__testUtils__/StubOperations';
import { HealingSettings } from '../settings/HealingSettings';
import { DatabaseHealingStore } from '../store/DatabaseHealingStore';
import { openHealingDatabase } from '../store/openHealingDatabase';
import { HealingLoop } from './HealingLoop';

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
const INCIDENT = 7;
/** More than it ever does. */
const MOST_DEATHS = 60;
const DEADLINE_MS = 20_000;

/** How a healing goes, as far as the world decides it. */
interface Course {
  /** How its attempts may end. */
  outcomes: RegExp;
  /** Whether the incident is over when an operation is done. */
  helps: boolean;
  /** The operations that are asked for, and what takes them back, each once. */
  asked: string[];
}

const COURSES: Record<string, Course> = {
  'that helps': {
    // What is over by the time that it is seen is not put down to what was done.
    outcomes: /^(healed|overtaken)$/,
    helps: true,
    asked: ['op-1'],
  },
  'that is taken back, twice': {
    outcomes: /^reverted reverted$/,
    helps: false,
    asked: ['op-1', 'op-2 undoes op-1', 'op-3', 'op-4 undoes op-3'],
  },
};

async function heal({ helps, outcomes }: Course, death?: Death) {
  const knex = await databases.init('SQLITE_3');
  await openHealingDatabase(mockServices.database({ knex }));
  const store = DatabaseHealingStore.create({ knex });
  const operations = new StubOperations();
  const incidents = new GivenIncidents();
  const events = mockServices.events();
  const start = async (life: Life) => {
    const loop = HealingLoop.create({
      auth: mockServices.auth({ pluginId: 'groundcrew-faults' }),
      events,
      logger: mockServices.logger.mock(),
      metrics: metricsServiceMock.mock(),
      operations: life.through(operations, ['submit', 'command']),
      settings: HealingSettings.fromConfig(
        mockServices.rootConfig({
          data: {
            groundcrew: { faults: { healing: { defaultMode: 'auto' } } },
          },
        }),
        [
          examplePolicy({
            limits: { attempts: 2, cooldownSeconds: 0, helpsWithinSeconds: 0 },
          }),
        ],
      ),
      store: life.through(store, ['write']),
    });
    await loop.start(life.through(incidents, ['note']));
    return loop;
  };

  const ending = async () =>
    ((await store.get(INCIDENT))?.attempts ?? [])
      .map(({ outcome }) => outcome)
      .join(' ');
  let life = Life.create(death);
  let loop = await start(life);
  let wasKilled = false;
  const deadline = Date.now() + DEADLINE_MS;
  for (;;) {
    if (outcomes.test(await ending()) || Date.now() > deadline) {
      break;
    }
    if (life.isOver) {
      wasKilled = true;
      await loop.stop();
      life = Life.create();
      loop = await start(life);
    }
    for (const [id, { detail }] of operations.asked) {
      if (detail.phase === 'running') {
        operations.become(id, 'succeeded');
        if (helps) {
          incidents.change({ phase: 'resolved', resolvedAt: Date.now() });
        }
      }
    }
    await events.publish({ topic: OPERATIONS_TOPIC, eventPayload: {} });
    incidents.change({});
    await new Promise(resolve => {
      setTimeout(resolve, 5);
    });
  }
  await loop.stop();
  return {
    ending: await ending(),
    wasKilled,
    asked: [...operations.asked].map(([id, { request }]) =>
      request.undoes ? `${id} undoes ${request.undoes}` : id,
    ),
  };
}

describe('HealingLoop, killed', () => {
  it.each(
    Object.entries(COURSES).flatMap(([name, course]) =>
      (['before', 'after'] as const).map(when => ({ name, course, when })),
    ),
  )(
    'goes on with a healing $name, whenever it was killed $when what others notice',
    async ({ course, when }) => {
      let deaths = 0;
      for (let at = 1; at <= MOST_DEATHS; at += 1) {
        const { asked, ending, wasKilled } = await heal(course, { at, when });
        expect({ at, asked, ending }).toEqual({
          at,
          asked: course.asked,
          ending: expect.stringMatching(course.outcomes),
        });
        if (!wasKilled) {
          break;
        }
        deaths += 1;
      }
      expect(deaths).toBeGreaterThanOrEqual(4 * course.asked.length - 1);
      expect(deaths).toBeLessThan(MOST_DEATHS);
    },
    120_000,
  );
});
