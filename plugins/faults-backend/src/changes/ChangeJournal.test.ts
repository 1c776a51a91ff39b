import { metricsServiceMock } from '@backstage/backend-test-utils/alpha';
import { mockServices } from '@backstage/backend-test-utils';
import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { ChangeJournal, type ChangeJournalOptions } from './ChangeJournal';
import type { ChangeStore } from './ChangeStore';
import type { RecordedChange } from './RecordedChange';

const START = Date.parse('2026-01-01T12:00:00Z');

/** Keeps changes in memory; can be told to fail. */
class MemoryStore implements ChangeStore {
  isBroken = false;
  readonly kept = new Map<string, RecordedChange>();
  readonly pruned: unknown[] = [];

  async append(changes: readonly RecordedChange[]) {
    this.check();
    for (const each of changes) {
      this.kept.set(each.key, each);
    }
    return changes.length;
  }

  async list() {
    this.check();
    return [...this.kept.values()];
  }

  async prune(retention: unknown) {
    this.pruned.push(retention);
    return 0;
  }

  check() {
    if (this.isBroken) {
      throw new Error('the database is away');
    }
  }
}

const configMap = (name: string, data: object = { A: '1' }) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  data,
});
const workload = (replicas: number) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'cart' },
  spec: { replicas },
});

describe('ChangeJournal', () => {
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    await Promise.all(stops.splice(0).map(stop => stop()));
  });

  async function setup(options: Partial<ChangeJournalOptions> = {}) {
    const fixture = createClusterFixture({
      clusters: { dev: { objects: [configMap('flags'), workload(3)] } },
    });
    const store = new MemoryStore();
    const metrics = metricsServiceMock.mock();
    const clock = { now: START };
    const journal = ChangeJournal.create({
      clusters: fixture.service,
      store,
      logger: mockServices.logger.mock(),
      metrics,
      now: () => clock.now,
      ...options,
    });
    stops.push(() => journal.stop());
    journal.start();
    await journal.follow();
    const list = () =>
      journal.list({ cluster: 'dev', from: 0, to: Number.MAX_SAFE_INTEGER });
    const messages = async () => (await list()).map(({ message }) => message);
    return { clock, fixture, journal, list, messages, metrics, store };
  }

  /** The next turn of the event loop, in which changes are handed out. */
  const turn = () =>
    new Promise(resolve => {
      setImmediate(() => setImmediate(resolve));
    });

  it('tells of what changes, and not of what was there', async () => {
    const { fixture, journal, messages, store } = await setup();
    expect(await messages()).toEqual([]);
    fixture.apply('dev', [configMap('flags', { B: '1' }), workload(0)]);
    fixture.apply('dev', configMap('other'));
    fixture.delete('dev', { kind: 'ConfigMap', name: 'flags' });
    await turn();
    expect((await messages()).sort()).toEqual([
      'ConfigMap created',
      'ConfigMap deleted',
      'Replicas changed from 3 to 0',
    ]);
    await journal.flush();
    expect(store.kept.size).toBe(3);
    expect(store.pruned).toEqual([
      { before: START - 30 * 24 * 60 * 60_000, maxPerCluster: 50_000 },
    ]);
  });

  it('says nothing of pods, nor of status', async () => {
    const { fixture, messages } = await setup();
    fixture.apply('dev', [
      { kind: 'Pod', metadata: { name: 'cart-1' } },
      { ...workload(3), status: { readyReplicas: 1 } } as object,
    ]);
    // Whoever counts what is wanted says that it is the same.
    const counted = (replicas: number, generation: number) => ({
      ...workload(replicas),
      metadata: { name: 'cart', generation },
    });
    fixture.apply('dev', counted(3, 7));
    await turn();
    fixture.apply('dev', counted(4, 7));
    await turn();
    expect(await messages()).toEqual([]);
    fixture.apply('dev', counted(5, 8));
    await turn();
    expect(await messages()).toEqual(['Replicas changed from 3 to 5']);
  });

  it('remembers no value of configuration', async () => {
    const { fixture, list } = await setup();
    fixture.apply('dev', configMap('flags', { A: 'hunter2' }));
    await turn();
    fixture.apply('dev', configMap('flags', { A: 'hunter3', B: 'hunter4' }));
    await turn();
    expect(JSON.stringify(await list())).toContain('Keys changed: A');
    expect(JSON.stringify(await list())).not.toContain('hunter');
  });

  it('takes note of a kind that becomes known without a word', async () => {
    const { fixture, journal, messages } = await setup();
    const writer = fixture.writer('dev');
    writer.setKindState('Service', { state: 'forbidden' });
    await turn();
    fixture.apply('dev', { kind: 'Service', metadata: { name: 'cart' } });
    writer.setKindState('Service', { state: 'synced' });
    await turn();
    await journal.follow();
    expect(await messages()).toEqual([]);
    fixture.apply('dev', { kind: 'Service', metadata: { name: 'shop' } });
    await turn();
    expect(await messages()).toEqual(['Service created']);
  });

  it('takes a cluster that goes for no deletion of all that was in it', async () => {
    const { fixture, journal, messages } = await setup();
    fixture.feed.removeCluster('dev');
    fixture.feed.addCluster({ name: 'dev', origin: 'config' });
    await turn();
    await journal.follow();
    expect(await messages()).toEqual([]);
  });

  it('takes what it is not told whole for no deletion', async () => {
    const { fixture, messages } = await setup();
    fixture.writer('dev').setKindState('ConfigMap', { state: 'forbidden' });
    fixture.writer('dev').clear('ConfigMap');
    await turn();
    expect(await messages()).toEqual([]);
  });

  it('notes a scaling by an autoscaler as such', async () => {
    const { fixture, list } = await setup();
    const managed = (replicas: number, minute: number) => ({
      ...workload(replicas),
      metadata: {
        name: 'cart',
        managedFields: [
          {
            manager: 'kube-controller-manager',
            operation: 'Update',
            subresource: 'scale',
            time: `2026-01-01T11:${minute}:00Z`,
            fieldsV1: { 'f:spec': { 'f:replicas': {} } },
          },
        ],
      },
    });
    fixture.apply('dev', {
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'cart' },
      spec: { scaleTargetRef: { kind: 'Deployment', name: 'cart' } },
    } as object);
    fixture.apply('dev', managed(5, 58));
    await turn();
    expect(await list()).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          at: '2026-01-01T11:58:00.000Z',
          kind: 'scaling',
          by: 'HorizontalPodAutoscaler cart',
        }),
      ]),
    );
  });

  it('loses nothing while the store fails, and tells of it from memory', async () => {
    const { fixture, journal, messages, metrics, store } = await setup();
    store.isBroken = true;
    fixture.apply('dev', workload(0));
    await turn();
    await journal.flush();
    expect(await messages()).toEqual(['Replicas changed from 3 to 0']);
    expect(store.kept.size).toBe(0);
    const failures = metrics.createCounter.mock.results[2].value;
    expect(failures.add).toHaveBeenCalledTimes(1);
    store.isBroken = false;
    await journal.flush();
    expect(store.kept.size).toBe(1);
  });

  it('keeps as much in memory as it may, and counts what is lost', async () => {
    const { fixture, journal, metrics, store } = await setup({
      limits: { pending: 2, recentPerCluster: 2 },
    });
    store.isBroken = true;
    for (const name of ['a', 'b', 'c']) {
      fixture.apply('dev', configMap(name));
      await turn();
    }
    store.isBroken = false;
    await journal.flush();
    expect(
      [...store.kept.values()].map(({ change }) => change.object.name),
    ).toEqual(['b', 'c']);
    const lost = metrics.createCounter.mock.results[1].value;
    expect(lost.add).toHaveBeenCalledWith(1, { reason: 'overflow' });
  });

  it('does not let one object that changes all the time crowd out others', async () => {
    const { clock, fixture, list } = await setup();
    for (let count = 0; count < 50; count += 1) {
      clock.now += 1_000;
      fixture.apply('dev', configMap('flags', { A: `${count}` }));
      await turn();
    }
    expect(await list()).toHaveLength(10);
    clock.now += 6 * 60_000;
    fixture.apply('dev', configMap('flags', { B: 'x' }));
    await turn();
    expect((await list())[0].message).toBe('Keys added: B; Keys removed: A');
  });

  it('writes what there is when it stops', async () => {
    const { fixture, journal, store } = await setup();
    fixture.apply('dev', workload(0));
    await turn();
    await journal.stop();
    expect(store.kept.size).toBe(1);
    fixture.apply('dev', workload(1));
    await turn();
    expect(store.kept.size).toBe(1);
  });
});
