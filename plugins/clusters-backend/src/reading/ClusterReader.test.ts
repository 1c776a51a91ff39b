import { createClusterFixture } from '@groundcrew/plugin-clusters-node/testUtils';
import { ClusterReader } from './ClusterReader';

const node = (name: string, more: object = {}) => ({
  kind: 'Node',
  metadata: { name },
  ...more,
});

function createReader(
  objects: object[],
  environments = ['dev', 'staging', 'prod'],
) {
  const fixture = createClusterFixture({
    clusters: { main: { objects: objects as [] } },
  });
  const reader = ClusterReader.create({
    clusters: fixture.service,
    feed: fixture.feed,
    environments,
  });
  return { fixture, reader };
}

describe('ClusterReader', () => {
  it('orders clusters by environment, then by name', () => {
    const { service, feed } = createClusterFixture({
      clusters: {
        z: { environment: 'dev' },
        b: { environment: 'prod' },
        a: { environment: 'prod' },
        other: {},
      },
    });
    const reader = ClusterReader.create({
      clusters: service,
      feed,
      environments: ['prod', 'dev'],
    });
    expect(reader.list()).toMatchObject({
      items: [{ name: 'a' }, { name: 'b' }, { name: 'z' }, { name: 'other' }],
      environments: ['prod', 'dev'],
    });
  });

  it('remarks on what is worth telling of a node', () => {
    const { reader } = createReader([
      node('tainted', {
        spec: {
          taints: [
            { key: 'gpu', value: 'yes', effect: 'NoSchedule' },
            { key: 'batch', effect: 'NoExecute' },
            {
              key: 'node.kubernetes.io/unschedulable',
              effect: 'NoSchedule',
            },
          ],
        },
      }),
      node('lost', {
        status: { conditions: [{ type: 'Ready', status: 'Unknown' }] },
      }),
      node('fine', {
        status: { conditions: [{ type: 'Ready', status: 'True' }] },
      }),
    ]);
    expect(
      reader
        .detail('main')
        .nodeList.map(({ name, ready, remarks }) => [name, ready, remarks]),
    ).toEqual([
      ['fine', true, []],
      ['lost', false, ['not heard of']],
      ['tainted', false, ['taint gpu=yes:NoSchedule', 'taint batch:NoExecute']],
    ]);
  });

  it('does not count pods that have ended', () => {
    const pod = (name: string, phase: string) => ({
      kind: 'Pod',
      metadata: { name },
      spec: {
        nodeName: 'n',
        containers: [{ name: 'c', resources: { requests: { cpu: '1' } } }],
      },
      status: { phase },
    });
    const { reader } = createReader([
      node('n'),
      pod('a', 'Running'),
      pod('b', 'Pending'),
      pod('c', 'Succeeded'),
      pod('d', 'Failed'),
    ]);
    expect(reader.detail('main').nodeList[0].requested).toEqual({
      cpuMillicores: 2_000,
      memoryBytes: 0,
      pods: 2,
    });
  });

  describe('events', () => {
    const owned = (index: number) => ({
      kind: 'Pod',
      metadata: {
        name: `pod-${index}`,
        namespace: index % 2 ? 'odd' : 'even',
        uid: `uid-${index}`,
        ownerReferences: [{ kind: 'Node', name: 'n', uid: 'node' }],
      },
    });
    const event = (index: number) => ({
      kind: 'Event',
      metadata: {
        name: `event-${index}`,
        namespace: index % 2 ? 'odd' : 'even',
      },
      reason: 'Pulled',
      lastTimestamp: new Date(index * 1_000).toISOString(),
      involvedObject: {
        kind: 'Pod',
        uid: `uid-${index}`,
        name: `pod-${index}`,
      },
    });
    const indexes = Array.from({ length: 300 }, (_, index) => index);
    const objects = [
      { kind: 'Node', metadata: { name: 'n', uid: 'node' } },
      ...indexes.map(owned),
      ...indexes.map(event),
    ];
    const query = { kind: 'Node', name: 'n' };

    it('are the 200 newest at most', () => {
      const { reader } = createReader(objects);
      const { items } = reader.events('main', query, { includes: () => true });
      expect(items).toHaveLength(200);
      expect(items[0].subject.name).toBe('pod-299');
      expect(items[199].subject.name).toBe('pod-100');
    });

    it('do not tell of what the reader may not see, though the object owns it', () => {
      const { reader } = createReader(objects);
      const { items } = reader.events('main', query, {
        includes: ({ namespace }) => namespace === 'odd',
      });
      expect(items).toHaveLength(150);
      expect(
        items.every(({ subject }) => Number(subject.name.slice(4)) % 2 === 1),
      ).toBe(true);
    });

    it('end with owners that own each other', () => {
      const cycle = (name: string, owner: string) => ({
        kind: 'Pod',
        metadata: {
          name,
          uid: name,
          ownerReferences: [{ kind: 'Pod', name: owner, uid: owner }],
        },
      });
      const { reader } = createReader([cycle('a', 'b'), cycle('b', 'a')]);
      expect(
        reader.events(
          'main',
          { kind: 'Pod', namespace: 'default', name: 'a' },
          { includes: () => true },
        ).items,
      ).toEqual([]);
    });
  });
});
