import { mockServices } from '@backstage/backend-test-utils';
import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { HealthJournal } from './HealthJournal';
import type { HealthStore, ObservedSpan, WorkloadSpan } from './HealthStore';

/** Keeps as the database does, for as long as it is there. */
class MemoryStore implements HealthStore {
  readonly spans = new Map<string, WorkloadSpan>();
  readonly observed = new Map<string, ObservedSpan>();
  readonly forgotten: number[] = [];
  isAway = false;
  writes = 0;

  async write(spans: {
    workloads: readonly WorkloadSpan[];
    observed: readonly ObservedSpan[];
  }) {
    this.#answer();
    this.writes += 1;
    for (const span of spans.workloads) {
      const { cluster, from, kind, name, namespace } = span;
      const id = [cluster, namespace, kind, name, from].join('/');
      this.spans.set(id, span);
    }
    for (const span of spans.observed) {
      this.observed.set(`${span.cluster}/${span.from}`, span);
    }
  }

  async openIn(cluster: string) {
    this.#answer();
    return [...this.spans.values()].filter(
      span => span.cluster === cluster && span.to === undefined,
    );
  }

  async read() {
    return { from: 0, workloads: [], observed: [] };
  }

  async forgetBefore(time: number) {
    this.forgotten.push(time);
    return 0;
  }

  #answer() {
    if (this.isAway) {
      throw new Error('the database is away');
    }
  }
}

const cart = (ready: number, more = '', name = 'cart') => `
kind: Deployment
metadata: { name: ${name}, namespace: shop, uid: ${name} }
spec: { replicas: 2 }
status:
  replicas: 2
  updatedReplicas: 2
  readyReplicas: ${ready}
  ${more}
`;
const job = `
kind: Job
metadata: { name: report, namespace: shop }
status: { failed: 3 }
`;
const gaveUp =
  'conditions: [{ type: Progressing, status: "False", reason: ProgressDeadlineExceeded }]';

// Later than what fixtures were heard of at.
const START = Date.now() + 3_600_000;

describe('HealthJournal', () => {
  let store: MemoryStore;
  let time: number;
  const owned = new Set<string>();
  const journals: HealthJournal[] = [];
  const logger = mockServices.logger.mock();

  beforeEach(() => {
    store = new MemoryStore();
    time = START;
    owned.clear();
    owned.add('dev');
    jest.clearAllMocks();
  });

  afterEach(async () => {
    await Promise.all(journals.splice(0).map(journal => journal.stop()));
  });

  const fixtureOf = (objects: string) =>
    createClusterFixture({
      clusters: { dev: { objects, environment: 'dev' }, prod: { objects } },
    });
  type Fixture = ReturnType<typeof fixtureOf>;

  async function follow(
    fixture: Fixture,
    more: {
      isOwner?: (cluster: string) => boolean;
      mostUnwritten?: number;
    } = {},
  ): Promise<HealthJournal> {
    const journal = HealthJournal.create({
      clusters: fixture.service,
      store,
      isOwner: cluster => owned.has(cluster),
      logger,
      metrics: metricsServiceMock.mock(),
      now: () => time,
      ...more,
    });
    journals.push(journal);
    journal.start();
    await journal.beat();
    return journal;
  }

  async function begin(objects: string, more?: { mostUnwritten?: number }) {
    const fixture = fixtureOf(objects);
    return { fixture, journal: await follow(fixture, more) };
  }

  /** At a time, something happens, and is handed over to whoever listens. */
  async function after(ms: number, happen: () => void): Promise<void> {
    time = START + ms;
    happen();
    await new Promise(resolve => {
      setImmediate(resolve);
    });
  }

  /** The cluster is heard of, and that is written. */
  async function beat(fixture: Fixture, journal: HealthJournal, ms: number) {
    await after(ms, () => fixture.writer('dev').observed(new Date(time)));
    await journal.beat();
  }

  const sinceStart = (at?: number) => at && at - START;
  const written = (name = 'cart') =>
    [...store.spans.values()]
      .filter(span => span.name === name && span.cluster === 'dev')
      .map(({ from, health, to }) => [health, from - START, sinceStart(to)]);
  const observed = () =>
    [...store.observed.values()].map(({ from, to }) => [
      from - START,
      to - START,
    ]);

  it('writes what is there at first, of those that serve, in clusters that are its own', async () => {
    await begin(`${cart(2)}---${job}`);
    expect([...store.spans.values()]).toEqual([
      {
        cluster: 'dev',
        namespace: 'shop',
        kind: 'Deployment',
        name: 'cart',
        uid: 'cart',
        environment: 'dev',
        health: 'up',
        from: START,
        to: undefined,
      },
    ]);
    expect(observed()).toEqual([[0, 0]]);
  });

  it('writes when something goes down and comes back, woken by the watch', async () => {
    const { fixture, journal } = await begin(cart(2));
    await after(1_000, () => fixture.apply('dev', cart(1)));
    await after(2_000, () => fixture.apply('dev', cart(0)));
    await after(3_000, () => fixture.apply('dev', cart(2)));
    await beat(fixture, journal, 4_000);
    expect(written()).toEqual([
      ['up', 0, 1_000],
      ['degraded', 1_000, 2_000],
      ['down', 2_000, 3_000],
      ['up', 3_000, undefined],
    ]);
    expect(observed()).toEqual([[0, 4_000]]);
  });

  it('writes by itself, soon', async () => {
    const { fixture } = await begin(cart(2));
    fixture.apply('dev', cart(0));
    const deadline = Date.now() + 10_000;
    while (written()[0][0] === 'up' && Date.now() < deadline) {
      await new Promise(resolve => {
        setTimeout(resolve, 20);
      });
    }
    expect(written()).toEqual([['down', 0, undefined]]);
  });

  it('does not count what is new as down until it has served, failed, or taken too long', async () => {
    const { fixture, journal } = await begin('');
    await after(1_000, () => fixture.apply('dev', cart(0)));
    await after(2_000, () => fixture.apply('dev', cart(0, gaveUp, 'broken')));
    await after(3_000, () => fixture.apply('dev', cart(0, '', 'slow')));
    await after(4_000, () => fixture.apply('dev', cart(2)));
    await beat(fixture, journal, 603_000);
    expect(written()).toEqual([['up', 4_000, undefined]]);
    expect(written('broken')).toEqual([['down', 2_000, undefined]]);
    expect(written('slow')).toEqual([['down', 603_000, undefined]]);
  });

  it('ends what is deleted', async () => {
    const { fixture, journal } = await begin(cart(2));
    await after(1_000, () =>
      fixture.delete('dev', {
        kind: 'Deployment',
        namespace: 'shop',
        name: 'cart',
      }),
    );
    await journal.beat();
    expect(written()).toEqual([['up', 0, 1_000]]);
  });

  it('does not know what happens while a cluster cannot be heard of', async () => {
    const { fixture, journal } = await begin(cart(2));
    await beat(fixture, journal, 10_000);
    const dev = fixture.writer('dev');
    await after(20_000, () => dev.updateState({ state: 'unreachable' }));
    await journal.beat();
    await after(50_000, () => {
      fixture.apply('dev', cart(0));
      dev.updateState({ state: 'live' });
    });
    await beat(fixture, journal, 60_000);
    await beat(fixture, journal, 70_000);
    expect(observed()).toEqual([
      [0, 10_000],
      [60_000, 70_000],
    ]);
    expect(written()).toEqual([
      ['up', 0, 50_000],
      ['down', 50_000, undefined],
    ]);
  });

  it('does not know what happens while the watch on a kind is broken', async () => {
    const { fixture, journal } = await begin(cart(2));
    const dev = fixture.writer('dev');
    await after(10_000, () =>
      dev.setKindState('Deployment', { state: 'stale' }),
    );
    await beat(fixture, journal, 20_000);
    expect(observed()).toEqual([[0, 0]]);
    dev.setKindState('Deployment', { state: 'synced' });
    dev.setKindState('Rollout', { state: 'absent' });
    await beat(fixture, journal, 30_000);
    await beat(fixture, journal, 40_000);
    expect(observed()).toEqual([
      [0, 0],
      [30_000, 40_000],
    ]);
  });

  it('goes on from what another replica wrote, and does not know of the time between', async () => {
    const objects = `${cart(2)}---${cart(2, '', 'orders')}---${cart(
      2,
      '',
      'gone',
    )}`;
    const { fixture, journal } = await begin(objects);
    await beat(fixture, journal, 10_000);
    owned.delete('dev');
    await beat(fixture, journal, 20_000);
    await after(25_000, () => {
      fixture.apply('dev', cart(0));
      fixture.delete('dev', {
        kind: 'Deployment',
        namespace: 'shop',
        name: 'gone',
      });
    });
    await journal.beat();

    time = START + 30_000;
    const other = await follow(fixture, { isOwner: name => name === 'dev' });
    await beat(fixture, other, 40_000);
    expect(written()).toEqual([
      ['up', 0, 30_000],
      ['down', 30_000, undefined],
    ]);
    expect(written('orders')).toEqual([['up', 0, undefined]]);
    expect(written('gone')).toEqual([['up', 0, 30_000]]);
    expect(observed()).toEqual([
      [0, 10_000],
      [30_000, 40_000],
    ]);
  });

  it('leaves what it could not write when somebody else is the owner by now', async () => {
    const { fixture, journal } = await begin(cart(2));
    store.isAway = true;
    await after(1_000, () => fixture.apply('dev', cart(0)));
    await journal.beat();
    owned.delete('dev');
    store.isAway = false;
    await beat(fixture, journal, 2_000);
    expect(written()).toEqual([['up', 0, undefined]]);
    expect(observed()).toEqual([[0, 0]]);
  });

  it('keeps what could not be written, and says once that it could not', async () => {
    const { fixture, journal } = await begin(cart(2));
    store.isAway = true;
    await after(1_000, () => fixture.apply('dev', cart(0)));
    await beat(fixture, journal, 2_000);
    await after(3_000, () => fixture.apply('dev', cart(2)));
    await beat(fixture, journal, 4_000);
    expect(written()).toEqual([['up', 0, undefined]]);
    expect(observed()).toEqual([[0, 0]]);
    expect(logger.warn).toHaveBeenCalledTimes(1);

    store.isAway = false;
    await journal.beat();
    expect(written()).toEqual([
      ['up', 0, 1_000],
      ['down', 1_000, 3_000],
      ['up', 3_000, undefined],
    ]);
    expect(observed()).toEqual([[0, 4_000]]);
  });

  it('begins anew when there was too much to keep, and does not know of the time until then', async () => {
    const { fixture, journal } = await begin(cart(2), { mostUnwritten: 3 });
    store.isAway = true;
    for (const ms of [1_000, 2_000, 3_000, 4_000]) {
      await after(ms, () => fixture.apply('dev', cart(ms % 2_000 ? 0 : 2)));
    }
    await journal.beat();
    store.isAway = false;
    await beat(fixture, journal, 10_000);
    await beat(fixture, journal, 20_000);
    expect(written()).toEqual([['up', 0, undefined]]);
    expect(observed()).toEqual([
      [0, 0],
      [10_000, 20_000],
    ]);
  });

  it('writes nothing twice, and forgets what is old', async () => {
    const { fixture, journal } = await begin(cart(2));
    await beat(fixture, journal, 30_000);
    const { writes } = store;
    await after(31_000, () =>
      fixture.apply('dev', cart(2, 'observedGeneration: 2')),
    );
    await beat(fixture, journal, 60_000);
    expect(store.writes).toBe(writes + 1);
    expect(written()).toEqual([['up', 0, undefined]]);
    expect(store.forgotten).toEqual([START - 400 * 24 * 3_600_000]);
  });

  it('survives that a cluster is unlinked', async () => {
    const { fixture, journal } = await begin(cart(2));
    await after(1_000, () => {
      fixture.apply('dev', cart(0));
      fixture.feed.removeCluster('dev');
    });
    await journal.beat();
    expect(written()).toEqual([['up', 0, undefined]]);
    expect(logger.warn).not.toHaveBeenCalled();
  });
});
