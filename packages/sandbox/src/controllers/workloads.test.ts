import {
  ControllerRevisions,
  CronJobs,
  DaemonSets,
  Jobs,
  PersistentVolumeClaims,
  PersistentVolumes,
  Pods,
  StatefulSets,
} from '../api/resources';
import { Pod } from '../api/podTypes';
import { CronJob, DaemonSet, Job, StatefulSet } from '../api/workloadTypes';
import {
  MANAGER,
  TemplateOptions,
  TestCluster,
  addNode,
  createTestCluster,
  podTemplate,
} from '../testing/createTestCluster';
import { isReady } from './podState';

describe('controllers of pods', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await createTestCluster();
  });

  afterEach(async () => {
    await test.stop();
  });

  const pods = (): Pod[] =>
    test.cluster.store
      .list(Pods)
      .sort((a, b) => (a.metadata.name < b.metadata.name ? -1 : 1));
  const names = () => pods().map(pod => pod.metadata.name);

  describe('StatefulSet', () => {
    const DB = { namespace: 'default', name: 'db' };
    const create = (spec: Partial<StatefulSet['spec']> = {}) =>
      test.cluster.api.create(
        StatefulSets,
        {
          metadata: DB,
          spec: {
            replicas: 3,
            serviceName: 'db',
            selector: { matchLabels: { app: 'db' } },
            template: podTemplate('db'),
            volumeClaimTemplates: [
              {
                metadata: { name: 'data' },
                spec: {
                  accessModes: ['ReadWriteOnce'],
                  resources: { requests: { storage: '1Gi' } },
                },
              },
            ],
            ...spec,
          } as StatefulSet['spec'],
        },
        MANAGER,
      );
    const modify = (change: (draft: StatefulSet) => void) =>
      test.cluster.api.modify(StatefulSets, DB, change, MANAGER);
    const current = () => test.cluster.store.get(StatefulSets, DB)!;

    it('starts its pods one after the other, with claims that are bound', () => {
      create();
      const seen = new Set<number>();
      for (let step = 0; step < 100; step++) {
        test.clock.advance(100);
        seen.add(pods().length);
        const unready = pods().filter(pod => !isReady(pod));
        expect(unready.length).toBeLessThanOrEqual(1);
      }
      expect([...seen]).toEqual([1, 2, 3]);
      expect(names()).toEqual(['db-0', 'db-1', 'db-2']);
      expect(pods()[1]).toMatchObject({
        metadata: { labels: { 'apps.kubernetes.io/pod-index': '1' } },
        spec: {
          hostname: 'db-1',
          volumes: [
            { name: 'data', persistentVolumeClaim: { claimName: 'data-db-1' } },
          ],
        },
      });
      const claims = test.cluster.store.list(PersistentVolumeClaims);
      expect(claims.map(claim => claim.status.phase)).toEqual([
        'Bound',
        'Bound',
        'Bound',
      ]);
      expect(test.cluster.store.list(PersistentVolumes)).toHaveLength(3);
      expect(current().status).toMatchObject({
        replicas: 3,
        readyReplicas: 3,
        updatedReplicas: 3,
        currentRevision: current().status.updateRevision,
      });
    });

    it('updates from the last to the first, down to the partition', () => {
      create();
      test.clock.advance(30_000);
      modify(({ spec }) => {
        spec.updateStrategy.rollingUpdate = { partition: 1 };
        spec.template.spec.containers[0].image = 'web:2';
      });
      test.clock.advance(60_000);
      expect(pods().map(pod => pod.spec.containers[0].image)).toEqual([
        'web:1',
        'web:2',
        'web:2',
      ]);
      expect(current().status.currentRevision).not.toBe(
        current().status.updateRevision,
      );
      modify(({ spec }) => {
        spec.updateStrategy.rollingUpdate = { partition: 0 };
      });
      test.clock.advance(60_000);
      expect(pods()[0].spec.containers[0].image).toBe('web:2');
      expect(
        test.cluster.store
          .list(ControllerRevisions)
          .map(({ revision }) => revision),
      ).toEqual([1, 2]);
    });

    it('shrinks from the end and keeps the claims', () => {
      create();
      test.clock.advance(30_000);
      modify(({ spec }) => {
        spec.replicas = 1;
      });
      test.clock.advance(30_000);
      expect(names()).toEqual(['db-0']);
      expect(test.cluster.store.list(PersistentVolumeClaims)).toHaveLength(3);
    });

    it('gives a pod back its name, and its volumes go with the claims', () => {
      create({ replicas: 1 });
      test.clock.advance(10_000);
      const [before] = pods();
      test.cluster.api.delete(Pods, before.metadata);
      test.clock.advance(30_000);
      expect(names()).toEqual(['db-0']);
      expect(pods()[0].metadata.uid).not.toBe(before.metadata.uid);
      test.cluster.api.delete(PersistentVolumeClaims, {
        namespace: 'default',
        name: 'data-db-0',
      });
      test.clock.advance(1_000);
      expect(test.cluster.store.list(PersistentVolumes)).toEqual([]);
    });

    it('starts all at once when told to', () => {
      create({ podManagementPolicy: 'Parallel' });
      test.clock.advance(100);
      expect(pods()).toHaveLength(3);
    });
  });

  describe('DaemonSet', () => {
    const AGENT = { namespace: 'default', name: 'agent' };

    it('has a pod on each node, and replaces them one at a time', () => {
      test.cluster.api.create(
        DaemonSets,
        {
          metadata: AGENT,
          spec: {
            selector: { matchLabels: { app: 'agent' } },
            template: podTemplate('agent'),
          } as Partial<DaemonSet['spec']> as DaemonSet['spec'],
        },
        MANAGER,
      );
      test.clock.advance(10_000);
      expect(
        pods()
          .map(pod => pod.spec.nodeName)
          .sort(),
      ).toEqual(['node-1', 'node-2']);
      addNode(test.cluster, 'node-3');
      test.clock.advance(10_000);
      expect(pods()).toHaveLength(3);
      test.cluster.api.modify(
        DaemonSets,
        AGENT,
        ({ spec }) => {
          spec.template.spec.containers[0].image = 'web:2';
        },
        MANAGER,
      );
      for (let step = 0; step < 200; step++) {
        test.clock.advance(200);
        expect(pods().filter(isReady).length).toBeGreaterThanOrEqual(2);
      }
      expect(test.cluster.store.get(DaemonSets, AGENT)?.status).toMatchObject({
        desiredNumberScheduled: 3,
        numberReady: 3,
        updatedNumberScheduled: 3,
        numberAvailable: 3,
      });
    });
  });

  describe('Job', () => {
    const WORK = { namespace: 'default', name: 'work' };
    const create = (spec: Partial<Job['spec']>, template?: TemplateOptions) =>
      test.cluster.api.create(
        Jobs,
        {
          metadata: WORK,
          spec: {
            template: podTemplate('work', {
              ...template,
              spec: { restartPolicy: 'Never' },
            }),
            ...spec,
          } as Job['spec'],
        },
        MANAGER,
      );
    const current = () => test.cluster.store.get(Jobs, WORK);

    it('runs to completion', () => {
      create({ completions: 3, parallelism: 2 });
      test.clock.advance(1_000);
      expect(pods()).toHaveLength(2);
      test.clock.advance(60_000);
      expect(current()?.status).toMatchObject({
        succeeded: 3,
        completionTime: expect.any(String),
        conditions: [{ type: 'Complete', status: 'True' }],
      });
      expect(pods().map(pod => pod.status.phase)).toEqual(
        Array(3).fill('Succeeded'),
      );
    });

    it('tries again with pauses and fails in the end', () => {
      create(
        { backoffLimit: 1 },
        { annotations: { 'sandbox.groundcrew.io/crash-after': '1s' } },
      );
      test.clock.advance(6_000);
      expect(current()?.status).toMatchObject({ failed: 1 });
      expect(current()?.status.conditions).toBeUndefined();
      test.clock.advance(60_000);
      expect(current()?.status).toMatchObject({
        failed: 2,
        conditions: [{ type: 'Failed', reason: 'BackoffLimitExceeded' }],
      });
    });

    it('is taken away after its time', () => {
      create({ ttlSecondsAfterFinished: 60 });
      test.clock.advance(30_000);
      expect(current()?.status.succeeded).toBe(1);
      test.clock.advance(60_000);
      expect(current()).toBeUndefined();
      test.clock.advance(1_000);
      expect(pods()).toEqual([]);
    });

    it('does not start while suspended', () => {
      create({ suspend: true });
      test.clock.advance(60_000);
      expect(pods()).toEqual([]);
    });
  });

  describe('CronJob', () => {
    const TICK = { namespace: 'default', name: 'tick' };
    const create = (
      spec: Partial<CronJob['spec']> = {},
      annotations?: Record<string, string>,
    ) =>
      test.cluster.api.create(
        CronJobs,
        {
          metadata: TICK,
          spec: {
            schedule: '*/10 * * * *',
            jobTemplate: {
              spec: {
                template: podTemplate('tick', {
                  annotations,
                  spec: { restartPolicy: 'Never' },
                }),
              },
            },
            ...spec,
          } as CronJob['spec'],
        },
        MANAGER,
      );
    const jobs = () => test.cluster.store.list(Jobs);

    it('starts a Job each time and keeps the last ones', () => {
      create({ successfulJobsHistoryLimit: 2 });
      test.clock.advance(9 * 60_000);
      expect(jobs()).toEqual([]);
      test.clock.advance(2 * 60_000);
      expect(jobs()).toHaveLength(1);
      test.clock.advance(50 * 60_000);
      expect(jobs()).toHaveLength(2);
      expect(test.cluster.store.get(CronJobs, TICK)?.status).toMatchObject({
        lastScheduleTime: '2026-01-05T10:00:00Z',
        lastSuccessfulTime: expect.any(String),
      });
    });

    it.each([
      ['Forbid', 1],
      ['Replace', 1],
      ['Allow', 3],
    ] as const)('with %s lets %d run at once', (concurrencyPolicy, running) => {
      create({ concurrencyPolicy }, { 'sandbox.groundcrew.io/run-time': '2h' });
      test.clock.advance(35 * 60_000);
      expect(jobs()).toHaveLength(running);
    });
  });
});
