import type { RawObject } from '../ClusterFeed';
import { createClusterHub } from '../hub/createClusterHub';
import { parseLabelSelector } from '../selectors/parseLabelSelector';
import { isOlder } from './resourceVersion';

interface Labelled extends RawObject {
  metadata: NonNullable<RawObject['metadata']> & {
    labels?: Record<string, string>;
    ownerReferences?: { uid: string }[];
  };
  status?: object;
}

function pod(
  name: string,
  resourceVersion: number,
  more: Partial<Labelled['metadata']> = {},
): Labelled {
  return {
    metadata: {
      name,
      namespace: 'shop',
      uid: `uid-${name}`,
      resourceVersion: String(resourceVersion),
      ...more,
    },
  };
}

function setup(options: Parameters<typeof createClusterHub>[0] = {}) {
  const { service, feed } = createClusterHub(options);
  const writer = feed.addCluster({ name: 'dev', origin: 'config' });
  const changes: string[] = [];
  service.subscribe({}, batch =>
    batch.forEach(({ type, kind, name }) =>
      changes.push(`${type} ${kind} ${name}`),
    ),
  );
  const seen = async () => {
    await new Promise(resolve => setImmediate(resolve));
    return changes.splice(0);
  };
  return { service, feed, writer, seen, store: service.store('dev') };
}

describe('a relist', () => {
  it('announces what is different, and only removes once it is complete', async () => {
    const { writer, store, seen } = setup();
    await writer.replace('Pod', [[pod('a', 1), pod('b', 2)], [pod('c', 3)]]);
    expect(await seen()).toEqual(['added Pod a', 'added Pod b', 'added Pod c']);

    const during: number[] = [];
    async function* pages() {
      yield [pod('a', 1)];
      during.push(store.count('Pod'));
      yield [pod('b', 5), pod('d', 6)];
      during.push(store.count('Pod'));
    }
    expect(await writer.replace('Pod', pages())).toEqual({
      added: 1,
      modified: 1,
      deleted: 1,
      unchanged: 1,
      dropped: 0,
    });
    expect(during).toEqual([3, 4]);
    expect(await seen()).toEqual([
      'modified Pod b',
      'added Pod d',
      'deleted Pod c',
    ]);
  });

  it('removes nothing when it breaks off', async () => {
    const { writer, store } = setup();
    await writer.replace('Pod', [[pod('a', 1), pod('b', 2)]]);
    async function* pages() {
      yield [pod('a', 1)];
      throw new Error('connection reset');
    }
    await expect(writer.replace('Pod', pages())).rejects.toThrow(
      'connection reset',
    );
    expect(store.count('Pod')).toBe(2);
  });

  it('does not undo what a watch said meanwhile', async () => {
    const { writer, store } = setup();
    await writer.replace('Pod', [[pod('a', 1), pod('b', 2)]]);
    async function* pages() {
      yield [pod('c', 3)];
      writer.apply('Pod', 'MODIFIED', pod('a', 9));
      writer.apply('Pod', 'ADDED', pod('new', 10));
      yield [pod('a', 1)];
    }
    await writer.replace('Pod', pages());
    expect(
      store
        .list('Pod')
        .map(p => [p.metadata?.name, p.metadata?.resourceVersion]),
    ).toEqual([
      ['a', '9'],
      ['c', '3'],
      ['new', '10'],
    ]);
  });

  it('is right even where versions went back, as after the restore of a backup', async () => {
    const { writer, store, seen } = setup();
    await writer.replace('Pod', [[pod('a', 900)]]);
    await seen();
    await writer.replace('Pod', [[pod('a', 100)]]);
    expect(await seen()).toEqual(['modified Pod a']);
    writer.apply('Pod', 'MODIFIED', pod('a', 101));
    expect(store.list('Pod')[0].metadata?.resourceVersion).toBe('101');
  });

  it('tells an object from another of its name', async () => {
    const { writer, seen, store } = setup();
    await writer.replace('Pod', [[pod('a', 1)]]);
    await seen();
    await writer.replace('Pod', [[pod('a', 2, { uid: 'other' })]]);
    expect(await seen()).toEqual(['deleted Pod a', 'added Pod a']);
    expect(store.byUid('uid-a')).toBeUndefined();
    // The end of the first one, heard of late.
    writer.apply('Pod', 'DELETED', pod('a', 3));
    expect(store.count('Pod')).toBe(1);
  });
});

describe('a watch', () => {
  it('ignores what is older than what is held', async () => {
    const { writer, seen, store } = setup();
    writer.apply('Pod', 'ADDED', pod('a', 10));
    writer.apply('Pod', 'MODIFIED', pod('a', 9));
    writer.apply('Pod', 'DELETED', pod('a', 8));
    writer.apply('Pod', 'MODIFIED', pod('a', 10));
    expect(await seen()).toEqual(['added Pod a']);
    expect(store.get('Pod', { namespace: 'shop', name: 'a' })).toMatchObject({
      kind: 'Pod',
      apiVersion: 'v1',
      metadata: { resourceVersion: '10' },
    });
  });

  it('counts a change that does not fit as dropped and goes on', () => {
    const { writer, store, feed } = setup({ limits: { maxObjects: 2 } });
    const dropped: string[] = [];
    feed.setMetrics({
      dropped: (cluster, kind, reason) =>
        dropped.push(`${cluster} ${kind} ${reason}`),
    });
    writer.setKindState('Pod', { state: 'synced' });
    writer.setKindState('Node', { state: 'synced' });
    for (const name of ['a', 'b', 'c', 'd']) {
      writer.apply('Pod', 'ADDED', pod(name, 1));
    }
    writer.apply('Pod', 'MODIFIED', pod('a', 2));
    writer.apply('Pod', 'ADDED', { metadata: {} });

    expect(store.count('Pod')).toBe(2);
    expect(store.list('Pod')[0].metadata?.resourceVersion).toBe('2');
    expect(dropped).toEqual([
      'dev Pod limit',
      'dev Pod limit',
      'dev Pod malformed',
    ]);
    const state = (kind: string) =>
      store.kinds().find(candidate => candidate.kind === kind);
    expect(state('Pod')).toMatchObject({
      state: 'incomplete',
      objects: 2,
      freshness: { stale: undefined, incomplete: state('Pod')?.message },
    });
    expect(state('Pod')?.message).toContain('at most 2 objects');
    expect(state('Node')).toMatchObject({ state: 'synced' });
  });

  it('recovers from the limit with the next list', async () => {
    const { writer, store, feed } = setup({ limits: { maxObjects: 1 } });
    writer.setKindState('Pod', { state: 'synced' });
    const list = [[pod('a', 1), pod('b', 1)]];
    expect(await writer.replace('Pod', list)).toMatchObject({ dropped: 1 });
    feed.setLimits({ maxObjects: 2 });
    expect(await writer.replace('Pod', list)).toMatchObject({ dropped: 0 });
    expect(store.kinds().find(({ kind }) => kind === 'Pod')).toMatchObject({
      state: 'synced',
      message: undefined,
    });
  });

  it('keeps within its bytes even when objects grow', () => {
    const { writer, store } = setup({ limits: { maxBytes: 5_000 } });
    writer.apply('Pod', 'ADDED', pod('a', 1));
    writer.apply('Pod', 'MODIFIED', {
      ...pod('a', 2),
      status: { message: 'x'.repeat(10_000) },
    } as Labelled);
    expect(store.count('Pod')).toBe(0);
    writer.apply('Pod', 'ADDED', pod('b', 3));
    expect(store.count('Pod')).toBe(1);
  });

  it('forgets a kind, and a cluster', async () => {
    const { writer, feed, service, seen, store } = setup();
    writer.apply('Pod', 'ADDED', pod('a', 1));
    writer.apply('Node', 'ADDED', { metadata: { name: 'n', uid: 'n' } });
    writer.clear('Pod');
    expect(store.count('Pod')).toBe(0);
    await seen();
    feed.removeCluster('dev');
    expect(await seen()).toEqual(['deleted Node n']);
    expect(() => service.store('dev')).toThrow("There is no cluster 'dev'");
    writer.apply('Pod', 'ADDED', pod('late', 1));
    expect(await seen()).toEqual([]);
  });
});

describe('events', () => {
  const event = (name: string, second: number, subject: string) => ({
    metadata: {
      name,
      namespace: 'shop',
      uid: `event-${name}`,
      resourceVersion: String(second),
    },
    involvedObject: { kind: 'Pod', uid: subject },
    lastTimestamp: new Date(second * 1_000).toISOString(),
  });

  it('are the newest of each object, newest last', async () => {
    const { writer, store } = setup({ events: { perObject: 3 } });
    const all = [5, 2, 4, 1, 3].map(at => event(`e${at}`, at, 'p'));
    await writer.replace('Event', [all, [event('other', 9, 'q')]]);
    const names = () => store.eventsOf('p').map(e => e.metadata?.name);
    expect(names()).toEqual(['e3', 'e4', 'e5']);
    expect(store.ownedBy('p')).toEqual([]);

    writer.apply('Event', 'MODIFIED', { ...event('e3', 7, 'p') });
    expect(names()).toEqual(['e4', 'e5', 'e3']);
    writer.apply('Event', 'DELETED', event('e5', 8, 'p'));
    expect(names()).toEqual(['e4', 'e3']);
  });

  it('are a number in total, and a list does not bring back what was let go', async () => {
    const { writer, store, seen } = setup({ events: { perCluster: 10 } });
    const all = Array.from({ length: 25 }, (_, i) =>
      event(`e${i}`, i + 1, `p${i}`),
    );
    await writer.replace('Event', [all]);
    expect(store.count('Event')).toBe(10);
    await seen();
    await writer.replace('Event', [all]);
    expect(store.count('Event')).toBe(10);
    expect(await seen()).toEqual([]);
  });
});

describe('reading', () => {
  it('keeps text outside of Latin-1 as it is', () => {
    const { writer, store } = setup();
    const text = 'grüße 漢字 🚀 \u2028 \\u0041';
    writer.apply('Node', 'ADDED', {
      metadata: { name: 'n', uid: 'n', labels: { text } } as object,
    });
    expect(store.list('Node')[0].metadata?.labels).toEqual({ text });
  });

  it('gives everyone a copy', () => {
    const { writer, store } = setup();
    writer.apply('Pod', 'ADDED', pod('a', 1, { labels: { app: 'a' } }));
    const [first] = store.list('Pod');
    Object.assign(first.metadata!.labels!, { app: 'changed' });
    expect(store.list('Pod')[0].metadata?.labels).toEqual({ app: 'a' });
  });

  it('shows configuration only where it is asked for', () => {
    const { writer, store } = setup();
    writer.apply('ConfigMap', 'ADDED', {
      metadata: { name: 'c', namespace: 'shop', uid: 'c' },
      data: { mode: 'fast', password: 'x' },
    } as RawObject);
    const key = { namespace: 'shop', name: 'c' };
    expect(store.get('ConfigMap', key)?.data?.mode).toMatch(/^<hidden:/);
    expect(store.withConfiguration().get('ConfigMap', key)?.data).toEqual({
      mode: 'fast',
      password: '<masked>',
    });
  });

  it('knows nothing of kinds that nobody feeds', () => {
    const { store } = setup();
    expect(store.list('Unheard')).toEqual([]);
    expect(store.count('Unheard')).toBe(0);
    expect(store.has('Unheard', { name: 'x' })).toBe(false);
  });
});

/** A small generator of random numbers, so that a failure can be repeated. */
function randomFrom(seed: number) {
  let state = seed;
  return (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

describe.each([1, 2, 3, 4, 5])('any history of changes (%s)', seed => {
  it('leaves the indexes as if they were made from what is held', async () => {
    const random = randomFrom(seed);
    const { writer, store } = setup();
    const model = new Map<string, Labelled>();
    const owners = ['o1', 'o2', 'o3'];
    let version = 0;
    const randomPod = (name: string) =>
      pod(name, ++version, {
        namespace: `ns${name.charCodeAt(1) % 2}`,
        labels: Object.fromEntries(
          ['app', 'tier', 'env']
            .filter(() => random(2) === 0)
            .map(key => [key, `v${random(2)}`]),
        ),
        ownerReferences: owners
          .filter(() => random(3) === 0)
          .map(uid => ({ uid })),
      });
    for (let step = 0; step < 300; step++) {
      const name = `p${random(12)}`;
      const held = model.get(name);
      const action = random(10);
      if (action === 0) {
        for (const key of [...model.keys()]) {
          if (random(3) === 0) {
            model.delete(key);
          }
        }
        await writer.replace('Pod', [[...model.values()]]);
      } else if (action < 3 && held) {
        writer.apply('Pod', 'DELETED', pod(name, ++version, held.metadata));
        model.delete(name);
      } else {
        const next = randomPod(name);
        writer.apply('Pod', held ? 'MODIFIED' : 'ADDED', next);
        model.set(name, next);
      }
    }
    const names = (objects: { metadata?: { name?: string } }[]) =>
      objects.map(({ metadata }) => metadata?.name).sort();
    const all = [...model.values()];
    expect(names(store.list('Pod'))).toEqual(names(all));
    expect(names(store.list('Pod', { namespace: 'ns0' }))).toEqual(
      names(all.filter(p => p.metadata.namespace === 'ns0')),
    );
    for (const [key, value] of [
      ['app', 'v0'],
      ['tier', 'v1'],
    ]) {
      const selector = parseLabelSelector(`${key}=${value},env`);
      const expected = all.filter(
        ({ metadata: { labels = {} } }) =>
          labels[key] === value && labels.env !== undefined,
      );
      expect(names(store.list('Pod', { selector }))).toEqual(names(expected));
    }
    const absent = parseLabelSelector('!app');
    expect(names(store.list('Pod', { selector: absent }))).toEqual(
      names(all.filter(p => p.metadata.labels?.app === undefined)),
    );
    for (const uid of owners) {
      expect(names(store.ownedBy(uid))).toEqual(
        names(
          all.filter(p => p.metadata.ownerReferences?.some(o => o.uid === uid)),
        ),
      );
    }
    for (const object of all) {
      expect(store.byUid(object.metadata.uid!)?.metadata).toEqual(
        object.metadata,
      );
    }
  });
});

describe('isOlder', () => {
  it.each([
    ['9', '10', true],
    ['10', '9', false],
    ['10', '10', false],
    ['99999999999999999998', '99999999999999999999', true],
    ['', '1', false],
    ['abc', 'abd', false],
  ])('%j than %j: %j', (version, than, expected) => {
    expect(isOlder(version, than)).toBe(expected);
  });
});
