import {
  Deployments,
  EndpointSlices,
  Events,
  Pods,
  ReplicaSets,
  Services,
} from '../api/resources';
import { Deployment } from '../api/workloadTypes';
import {
  MANAGER,
  TestCluster,
  createTestCluster,
  deployment,
  readinessProbe,
} from '../testing/createTestCluster';
import { isReady } from './podState';

const WEB = { namespace: 'default', name: 'web' };

describe('a Deployment', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await createTestCluster();
  });

  afterEach(async () => {
    await test.stop();
  });

  const create = (options: Parameters<typeof deployment>[1] = {}) =>
    test.cluster.api.create(Deployments, deployment('web', options), MANAGER);
  const modify = (change: (draft: Deployment) => void) =>
    test.cluster.api.modify(Deployments, WEB, change, MANAGER);
  const setImage = (image: string) =>
    modify(({ spec }) => {
      spec.template.spec.containers[0].image = image;
    });
  const current = () => test.cluster.store.get(Deployments, WEB)!;
  const pods = () => test.cluster.store.list(Pods, { namespace: 'default' });
  const revisionOf = ({ metadata }: { metadata: { annotations?: object } }) =>
    Number(
      (metadata.annotations as Record<string, string>)[
        'deployment.kubernetes.io/revision'
      ],
    );
  const sets = () =>
    test.cluster.store
      .list(ReplicaSets)
      .sort((a, b) => revisionOf(a) - revisionOf(b));
  const images = () =>
    pods()
      .filter(pod => !pod.metadata.deletionTimestamp)
      .map(pod => pod.spec.containers[0].image)
      .sort();
  const condition = (type: string) =>
    current().status.conditions?.find(each => each.type === type);
  const eventMessages = () =>
    test.cluster.store
      .list(Events)
      .filter(event => event.involvedObject.kind === 'Deployment')
      .map(event => event.message);

  it('brings up its pods through a ReplicaSet', () => {
    create({ deployment: { replicas: 3 } });
    test.clock.advance(10_000);
    expect(current().status).toMatchObject({
      observedGeneration: 1,
      replicas: 3,
      updatedReplicas: 3,
      readyReplicas: 3,
      availableReplicas: 3,
      conditions: [
        {
          type: 'Available',
          status: 'True',
          reason: 'MinimumReplicasAvailable',
        },
        {
          type: 'Progressing',
          status: 'True',
          reason: 'NewReplicaSetAvailable',
        },
      ],
    });
    const [set] = sets();
    const hash = set.metadata.labels?.['pod-template-hash'];
    expect(set.metadata.name).toBe(`web-${hash}`);
    expect(revisionOf(set)).toBe(1);
    expect(revisionOf(current())).toBe(1);
    expect(pods()).toHaveLength(3);
    for (const pod of pods()) {
      expect(pod.metadata.name).toMatch(new RegExp(`^web-${hash}-\\w{5}$`));
      expect(pod.metadata.labels?.['pod-template-hash']).toBe(hash);
      expect(pod.metadata.ownerReferences?.[0]).toMatchObject({
        kind: 'ReplicaSet',
        uid: set.metadata.uid,
        controller: true,
      });
    }
    expect(new Set(pods().map(pod => pod.spec.nodeName)).size).toBe(2);
    expect(eventMessages()).toEqual([
      `Scaled up replica set web-${hash} from 0 to 3`,
    ]);
  });

  it('lets go of a pod without its labels, and takes it back with them', () => {
    create({ deployment: { replicas: 2 } });
    test.cluster.api.create(
      Services,
      {
        metadata: WEB,
        spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
      },
      MANAGER,
    );
    test.clock.advance(10_000);
    const [{ metadata }] = pods();
    const { labels } = metadata;
    const label = (to: typeof labels) =>
      test.cluster.api.modify(
        Pods,
        metadata,
        draft => {
          draft.metadata.labels = to;
        },
        MANAGER,
      );
    const served = () =>
      test.cluster.store
        .list(EndpointSlices)
        .flatMap(({ endpoints }) =>
          endpoints.map(({ targetRef }) => targetRef?.name),
        );
    expect(served()).toContain(metadata.name);
    label({ note: 'kept' });
    test.clock.advance(10_000);
    expect(pods()).toHaveLength(3);
    expect(
      test.cluster.store.get(Pods, metadata)?.metadata.ownerReferences,
    ).toBeUndefined();
    expect(served()).toHaveLength(2);
    expect(served()).not.toContain(metadata.name);
    label(labels);
    test.clock.advance(10_000);
    expect(pods()).toHaveLength(2);
  });

  it('never has too few or too many pods while it rolls', () => {
    create({
      annotations: { 'sandbox.groundcrew.io/start-delay': '20s' },
      container: { readinessProbe },
      deployment: {
        replicas: 4,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: 1, maxUnavailable: 1 },
        },
      },
    });
    test.clock.advance(60_000);
    setImage('web:2');
    let seenBoth = false;
    for (let second = 0; second < 300; second++) {
      test.clock.advance(1_000);
      const running = pods().filter(pod => !pod.metadata.deletionTimestamp);
      expect(running.length).toBeLessThanOrEqual(5);
      expect(running.filter(isReady).length).toBeGreaterThanOrEqual(3);
      seenBoth ||= new Set(images()).size === 2;
    }
    expect(seenBoth).toBe(true);
    expect(images()).toEqual(Array(4).fill('web:2'));
    expect(current().status).toMatchObject({
      updatedReplicas: 4,
      availableReplicas: 4,
    });
    expect(sets().map(set => [revisionOf(set), set.spec.replicas])).toEqual([
      [1, 0],
      [2, 4],
    ]);
  });

  it('goes back to a ReplicaSet that it had', () => {
    create();
    test.clock.advance(10_000);
    const [first] = sets();
    setImage('web:2');
    test.clock.advance(60_000);
    setImage('web:1');
    test.clock.advance(60_000);
    expect(sets()).toHaveLength(2);
    const back = test.cluster.store.get(ReplicaSets, first.metadata)!;
    expect(revisionOf(back)).toBe(3);
    expect(back.metadata.annotations).toMatchObject({
      'deployment.kubernetes.io/revision-history': '1',
    });
    expect(back.spec.replicas).toBe(1);
    expect(revisionOf(current())).toBe(3);
  });

  it('keeps the change cause with each revision, and only so many of them', () => {
    create({ deployment: { revisionHistoryLimit: 2 } });
    for (const version of [1, 2, 3, 4, 5]) {
      modify(({ metadata, spec }) => {
        metadata.annotations = {
          ...metadata.annotations,
          'kubernetes.io/change-cause': `release ${version}`,
        };
        spec.template.spec.containers[0].image = `web:${version}`;
      });
      test.clock.advance(60_000);
    }
    expect(
      sets().map(
        set => set.metadata.annotations?.['kubernetes.io/change-cause'],
      ),
    ).toEqual(['release 3', 'release 4', 'release 5']);
  });

  it('replaces all at once with Recreate', () => {
    create({
      deployment: { replicas: 2, strategy: { type: 'Recreate' } },
    });
    test.clock.advance(10_000);
    setImage('web:2');
    test.clock.advance(0);
    for (let step = 0; step < 40; step++) {
      test.clock.advance(500);
      expect(
        new Set(pods().map(pod => pod.spec.containers[0].image)).size,
      ).toBeLessThan(2);
    }
    expect(images()).toEqual(['web:2', 'web:2']);
  });

  it('does not roll while paused, and scales all the same', () => {
    create({ deployment: { replicas: 2 } });
    test.clock.advance(10_000);
    modify(({ spec }) => {
      spec.paused = true;
      spec.template.spec.containers[0].image = 'web:2';
    });
    test.clock.advance(60_000);
    expect(condition('Progressing')).toMatchObject({
      status: 'Unknown',
      reason: 'DeploymentPaused',
    });
    modify(({ spec }) => {
      spec.replicas = 3;
    });
    test.clock.advance(10_000);
    expect(images()).toEqual(['web:1', 'web:1', 'web:1']);
    modify(({ spec }) => {
      spec.paused = false;
    });
    test.clock.advance(60_000);
    expect(images()).toEqual(['web:2', 'web:2', 'web:2']);
    expect(condition('Progressing')?.reason).toBe('NewReplicaSetAvailable');
  });

  it('shares a change of the replicas out while it rolls', () => {
    create({
      container: { readinessProbe },
      deployment: {
        replicas: 10,
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: 3, maxUnavailable: 2 },
        },
      },
    });
    test.clock.advance(30_000);
    setImage('web:unready');
    test.clock.advance(30_000);
    expect(sets().map(set => set.spec.replicas)).toEqual([8, 5]);
    modify(({ spec }) => {
      spec.replicas = 15;
    });
    test.clock.advance(0);
    test.clock.advance(1);
    const shares = sets().map(set => set.spec.replicas);
    expect(shares[0] + shares[1]).toBe(18);
    expect(shares[0]).toBe(11);
  });

  it('says when it makes no progress, and recovers', () => {
    create({
      container: { readinessProbe },
      deployment: { progressDeadlineSeconds: 120 },
    });
    test.clock.advance(30_000);
    setImage('web:does-not-exist');
    test.clock.advance(60_000);
    expect(condition('Progressing')).toMatchObject({
      status: 'True',
      reason: 'ReplicaSetUpdated',
    });
    test.clock.advance(120_000);
    expect(condition('Progressing')).toMatchObject({
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
    });
    expect(condition('Available')?.status).toBe('True');
    setImage('web:1');
    test.clock.advance(60_000);
    expect(condition('Progressing')).toMatchObject({
      status: 'True',
      reason: 'NewReplicaSetAvailable',
    });
    expect(images()).toEqual(['web:1']);
  });

  it('counts a pod as available only after minReadySeconds', () => {
    create({ deployment: { minReadySeconds: 30 } });
    test.clock.advance(20_000);
    expect(current().status.readyReplicas).toBe(1);
    expect(current().status.availableReplicas).toBeUndefined();
    test.clock.advance(20_000);
    expect(current().status.availableReplicas).toBe(1);
  });

  it('makes another pod for one that is deleted', () => {
    create({ container: { readinessProbe }, deployment: { replicas: 2 } });
    test.clock.advance(30_000);
    const [gone] = pods();
    test.cluster.api.delete(Pods, gone.metadata);
    test.clock.advance(0);
    test.clock.advance(0);
    expect(current().status.readyReplicas).toBe(1);
    test.clock.advance(10_000);
    expect(pods()).toHaveLength(2);
    expect(pods().map(pod => pod.metadata.uid)).not.toContain(
      gone.metadata.uid,
    );
    expect(current().status.readyReplicas).toBe(2);
  });

  it('gives up the pods that serve least when it shrinks', () => {
    create({ deployment: { replicas: 1 } });
    test.clock.advance(10_000);
    const [oldest] = pods();
    modify(({ spec }) => {
      spec.replicas = 3;
    });
    test.clock.advance(10_000);
    modify(({ spec }) => {
      spec.replicas = 1;
    });
    test.clock.advance(10_000);
    expect(pods().map(pod => pod.metadata.uid)).toEqual([oldest.metadata.uid]);
  });

  it('takes over what a namesake left behind', () => {
    create();
    test.clock.advance(10_000);
    const [before] = sets();
    test.cluster.api.delete(Deployments, WEB, { propagationPolicy: 'Orphan' });
    test.clock.advance(1_000);
    expect(test.cluster.store.get(Deployments, WEB)).toBeUndefined();
    expect(sets()[0].metadata.ownerReferences).toBeUndefined();
    const again = create();
    test.clock.advance(10_000);
    expect(sets().map(set => set.metadata.uid)).toEqual([before.metadata.uid]);
    expect(sets()[0].metadata.ownerReferences?.[0].uid).toBe(
      again.metadata.uid,
    );
  });
});
