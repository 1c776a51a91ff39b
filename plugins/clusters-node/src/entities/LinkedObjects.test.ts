import type { Entity } from '@backstage/catalog-model';
import { ClusterHub } from '../hub/ClusterHub';
import { DefaultClusterFeed } from '../hub/DefaultClusterFeed';
import { EntityDirectory } from './EntityDirectory';

const entity = (app: string): Entity => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: app,
    annotations: { 'backstage.io/kubernetes-label-selector': `app=${app}` },
  },
});

function setup(options: { maxLinks?: number } = {}) {
  const hub = ClusterHub.create();
  let now = 0;
  const directory = EntityDirectory.create({
    hub,
    now: () => now,
    idleMilliseconds: 1_000,
    ...options,
  });
  const writer = DefaultClusterFeed.create({ hub }).addCluster({
    name: 'dev',
    origin: 'config',
  });
  let version = 0;
  const pod = (name: string, app: string, owner?: string) =>
    writer.apply('Pod', 'MODIFIED', {
      metadata: {
        name,
        namespace: 'shop',
        uid: name,
        resourceVersion: String(++version),
        labels: { app },
        ownerReferences: owner ? [{ uid: owner }] : [],
      } as object,
    });
  return {
    hub,
    directory,
    pod,
    writer,
    pass: (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

describe('watchEntity', () => {
  beforeEach(() => {
    jest.useFakeTimers({ doNotFake: ['performance', 'setImmediate'] });
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  const settle = () => jest.advanceTimersByTime(10_000);

  it('tells of a burst once, and of what is irrelevant not at all', () => {
    const { directory, pod } = setup();
    const onChange = jest.fn();
    const unsubscribe = directory.watchEntity(entity('a'), onChange);
    pod('p', 'a');
    pod('p', 'a');
    pod('q', 'a');
    expect(onChange).not.toHaveBeenCalled();
    settle();
    expect(onChange).toHaveBeenCalledTimes(1);

    pod('other', 'b');
    settle();
    expect(onChange).toHaveBeenCalledTimes(1);

    pod('p', 'a');
    unsubscribe();
    unsubscribe();
    settle();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('hears of what joins later, even when nobody asks in between', () => {
    const { directory, pod } = setup();
    const onChange = jest.fn();
    directory.watchEntity(entity('a'), onChange);
    pod('parent', 'a');
    settle();
    // Owned by what joined, but without the label.
    pod('child', 'none', 'parent');
    settle();
    expect(onChange).toHaveBeenCalledTimes(2);
    pod('child', 'none', 'parent');
    settle();
    expect(onChange).toHaveBeenCalledTimes(3);
  });

  it('tells of the state of clusters', () => {
    const { directory, writer } = setup();
    const onChange = jest.fn();
    directory.watchEntity(entity('a'), onChange);
    writer.updateState({ state: 'unreachable', message: 'refused' });
    settle();
    expect(onChange).toHaveBeenCalledTimes(1);
  });

  it('goes on when a watcher throws', () => {
    const { directory, pod, hub } = setup();
    const subscriberFailed = jest.fn();
    hub.metrics = { subscriberFailed };
    const onChange = jest.fn();
    directory.watchEntity(entity('a'), () => {
      throw new Error('broken');
    });
    directory.watchEntity(entity('a'), onChange);
    pod('p', 'a');
    settle();
    expect(onChange).toHaveBeenCalledTimes(1);
    expect(subscriberFailed).toHaveBeenCalledTimes(1);
  });

  it('has nothing to tell of an entity without a link', () => {
    const { directory } = setup();
    const unlinked = { ...entity('a'), metadata: { name: 'x' } };
    directory.watchEntity(unlinked, () => {})();
    expect(directory.size).toBe(0);
  });
});

describe('what is kept', () => {
  it('is let go when nobody asked for long, unless it is watched', () => {
    const { directory, pass, pod } = setup();
    directory.objectsOf(entity('a'));
    const unsubscribe = directory.watchEntity(entity('b'), () => {});
    pass(900);
    directory.objectsOf(entity('c'));
    expect(directory.size).toBe(3);
    pass(200);
    directory.objectsOf(entity('c'));
    expect(directory.size).toBe(2);
    unsubscribe();
    pass(1_200);
    directory.objectsOf(entity('d'));
    expect(directory.size).toBe(1);
    pod('p', 'a');
    expect(directory.objectsOf(entity('a')).places).toHaveLength(1);
  });

  it('is a bounded number, the most recently used', () => {
    const { directory } = setup({ maxLinks: 3 });
    const revision = directory.objectsOf(entity('0')).revision;
    for (const app of ['1', '2', '0', '3', '0', '4', '0', '5']) {
      directory.objectsOf(entity(app));
    }
    expect(directory.size).toBe(3);
    expect(directory.objectsOf(entity('0')).revision).toBe(revision);
  });

  it('never gives one revision to two contents, also after it was let go', () => {
    const { directory, pass, pod } = setup();
    const before = directory.objectsOf(entity('a')).revision;
    pass(5_000);
    directory.objectsOf(entity('b'));
    pod('p', 'a');
    expect(directory.objectsOf(entity('a')).revision).not.toBe(before);
  });

  it('is the same object while nothing changes, so that looking again is cheap', () => {
    const { directory, pod } = setup();
    pod('p', 'a');
    pod('q', 'a');
    const pods = () =>
      directory
        .objectsOf(entity('a'))
        .places[0].workloads.map(({ object }) => object);
    const [first] = pods();
    pod('q', 'a');
    const [again, changed] = pods();
    expect(again).toBe(first);
    expect(changed.metadata?.resourceVersion).toBe('3');
  });
});
