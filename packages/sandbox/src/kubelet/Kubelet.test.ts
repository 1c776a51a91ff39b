import { ConfigMaps, Events, Pods } from '../api/resources';
import { Pod } from '../api/podTypes';
import {
  MANAGER,
  TemplateOptions,
  TestCluster,
  createTestCluster,
  podTemplate,
  readinessProbe,
} from '../testing/createTestCluster';
import { openStream, request } from '../testing/request';
import { isReady } from '../controllers/podState';

const P = { namespace: 'default', name: 'p' };
const LOG = '/api/v1/namespaces/default/pods/p/log';

describe('the kubelet', () => {
  let test: TestCluster;

  beforeEach(async () => {
    test = await createTestCluster({ nodes: 1 });
  });

  afterEach(async () => {
    await test.stop();
  });

  const create = (options: TemplateOptions = {}) => {
    const { metadata, spec } = podTemplate('p', options);
    return test.cluster.api.create(
      Pods,
      { metadata: { ...metadata, ...P }, spec },
      MANAGER,
    );
  };
  const annotated = (annotations: Record<string, string>) =>
    Object.fromEntries(
      Object.entries(annotations).map(([name, value]) => [
        `sandbox.groundcrew.io/${name}`,
        value,
      ]),
    );
  const pod = (): Pod => test.cluster.store.get(Pods, P)!;
  const container = () => pod().status.containerStatuses![0];
  const reasons = () =>
    test.cluster.store.list(Events).map(event => event.reason);
  const messages = (reason: string) =>
    test.cluster.store
      .list(Events)
      .filter(event => event.reason === reason)
      .map(event => event.message);
  const log = (query = '') => request(test.cluster, `${LOG}?${query}`);

  it('pulls, creates and starts', () => {
    create();
    test.clock.advance(0);
    expect(container().state.waiting?.reason).toBe('ContainerCreating');
    expect(pod().status).toMatchObject({
      phase: 'Pending',
      hostIP: '10.0.0.1',
      podIP: expect.stringMatching(/^10\.42\./),
    });
    test.clock.advance(2_000);
    expect(pod().status.phase).toBe('Running');
    expect(container()).toMatchObject({
      ready: true,
      started: true,
      restartCount: 0,
      image: 'web:1',
      state: { running: { startedAt: '2026-01-05T09:00:01Z' } },
      lastState: {},
    });
    expect(
      pod().status.conditions?.map(({ type, status }) => [type, status]),
    ).toEqual([
      ['PodReadyToStartContainers', 'True'],
      ['Initialized', 'True'],
      ['Ready', 'True'],
      ['ContainersReady', 'True'],
      ['PodScheduled', 'True'],
    ]);
    expect(reasons()).toEqual([
      'Scheduled',
      'Pulling',
      'Pulled',
      'Created',
      'Started',
    ]);
  });

  it('waits for the readiness probe, and says that it fails', () => {
    create({
      annotations: annotated({ 'start-delay': '12s' }),
      container: { readinessProbe },
    });
    test.clock.advance(10_000);
    expect(pod().status.phase).toBe('Running');
    expect(isReady(pod())).toBe(false);
    expect(messages('Unhealthy')).toEqual([
      expect.stringContaining('Readiness probe failed'),
    ]);
    test.clock.advance(10_000);
    expect(isReady(pod())).toBe(true);
  });

  it('turns unready when the probe fails later', () => {
    create({
      annotations: annotated({ 'unready-after': '60s' }),
      container: { readinessProbe },
    });
    test.clock.advance(60_000);
    expect(isReady(pod())).toBe(true);
    test.clock.advance(15_000);
    expect(isReady(pod())).toBe(false);
    expect(container().state.running).toBeDefined();
  });

  it('restarts what crashes, at ever longer intervals', async () => {
    create({ image: 'web:1-crash' });
    test.clock.advance(5_000);
    expect(container().state.terminated).toMatchObject({
      exitCode: 1,
      reason: 'Error',
    });
    const waits: string[] = [];
    let before: string | undefined;
    for (let step = 0; step < 20 * 60; step++) {
      test.clock.advance(1_000);
      const { waiting } = container().state;
      if (
        waiting?.reason === 'CrashLoopBackOff' &&
        waiting.message !== before
      ) {
        waits.push(/back-off (\S+) /.exec(waiting.message!)![1]);
        before = waiting.message;
      }
    }
    expect(waits).toEqual(['10s', '20s', '40s', '1m20s', '2m40s', '5m0s']);
    expect(container().restartCount).toBeGreaterThan(6);
    expect(container().lastState.terminated?.exitCode).toBe(1);
    expect(pod().status.phase).toBe('Running');
    expect(messages('BackOff')[0]).toMatch(
      /^Back-off restarting failed container main in pod p_default\(/,
    );
    const back = test.cluster.store
      .list(Events)
      .find(event => event.reason === 'BackOff');
    expect(back?.count).toBeGreaterThan(3);
    expect((await log()).text).toContain('giving up');
    expect((await log('previous=true')).status).toBe(200);
  });

  it('reports memory kills', () => {
    create({ image: 'web:1-oom' });
    test.clock.advance(12_000);
    expect(container()).toMatchObject({
      restartCount: 1,
      lastState: { terminated: { exitCode: 137, reason: 'OOMKilled' } },
    });
  });

  it.each([
    ['less memory than it needs', '128Mi', 1],
    ['as much memory as it needs', '300Mi', 0],
  ])('sees whether there is %s', (_, memory, restarts) => {
    create({
      annotations: annotated({ 'oom-after': '5s', 'needs-memory': '300Mi' }),
      container: { resources: { limits: { memory } } },
    });
    test.clock.advance(9_000);
    expect(container().restartCount).toBe(restarts);
  });

  it('kills what fails its liveness probe', () => {
    create({
      image: 'web:1-dead',
      container: { livenessProbe: readinessProbe },
    });
    test.clock.advance(20_000);
    expect(container().restartCount).toBe(1);
    expect(messages('Killing')).toEqual([
      'Container main failed liveness probe, will be restarted',
    ]);
  });

  it('reports images that are not there, and pulls when they are', async () => {
    create({ image: 'web:does-not-exist' });
    test.clock.advance(2_000);
    expect(container().state.waiting?.reason).toBe('ErrImagePull');
    expect((await log()).body).toMatchObject({
      code: 400,
      message: `container "main" in pod "p" is waiting to start: image can't be pulled`,
    });
    test.clock.advance(5_000);
    expect(container().state.waiting).toMatchObject({
      reason: 'ImagePullBackOff',
      message: expect.stringContaining('Back-off pulling image'),
    });
    expect((await log()).body.message).toContain(
      'trying and failing to pull image',
    );
    expect(pod().status.phase).toBe('Pending');
    test.cluster.api.modify(
      Pods,
      P,
      draft => {
        draft.spec.containers[0].image = 'web:2';
      },
      MANAGER,
    );
    test.clock.advance(2_000);
    expect(container()).toMatchObject({ ready: true, image: 'web:2' });
  });

  it('waits for a ConfigMap that is missing', async () => {
    create({
      container: { envFrom: [{ configMapRef: { name: 'settings' } }] },
    });
    test.clock.advance(5_000);
    expect(container().state.waiting).toEqual({
      reason: 'CreateContainerConfigError',
      message: 'configmap "settings" not found',
    });
    expect((await log()).body.message).toContain('CreateContainerConfigError');
    test.cluster.api.create(
      ConfigMaps,
      { metadata: { name: 'settings', namespace: 'default' } },
      MANAGER,
    );
    test.clock.advance(12_000);
    expect(container().ready).toBe(true);
  });

  it.each([
    [
      { valueFrom: { configMapKeyRef: { name: 'present', key: 'no' } } },
      "couldn't find key no in ConfigMap default/present",
    ],
    [
      { valueFrom: { secretKeyRef: { name: 'absent', key: 'k' } } },
      'secret "absent" not found',
    ],
  ])('names the missing piece of the environment (%#)', (source, message) => {
    test.cluster.api.create(
      ConfigMaps,
      { metadata: { name: 'present', namespace: 'default' }, data: { a: '1' } },
      MANAGER,
    );
    create({ container: { env: [{ name: 'X', ...source }] } });
    test.clock.advance(5_000);
    expect(container().state.waiting?.message).toBe(message);
  });

  it('cannot mount what is not there', () => {
    create({
      spec: { volumes: [{ name: 'v', configMap: { name: 'absent' } }] },
    });
    test.clock.advance(60_000);
    expect(container().state.waiting?.reason).toBe('ContainerCreating');
    expect(messages('FailedMount')).toEqual([
      'MountVolume.SetUp failed for volume "v" : configmap "absent" not found',
    ]);
  });

  it('runs init containers first', () => {
    create({
      spec: { initContainers: [{ name: 'init', image: 'init:1' }] },
    });
    test.clock.advance(500);
    expect(pod().status.initContainerStatuses?.[0].state.running).toBeDefined();
    expect(pod().status.conditions).toContainEqual(
      expect.objectContaining({ type: 'Initialized', status: 'False' }),
    );
    test.clock.advance(5_000);
    expect(
      pod().status.initContainerStatuses?.[0].state.terminated?.exitCode,
    ).toBe(0);
    expect(isReady(pod())).toBe(true);
  });

  it('ends gracefully, within the grace and not before its time', () => {
    create({ annotations: annotated({ 'stop-time': '10s' }) });
    test.clock.advance(5_000);
    test.cluster.api.delete(Pods, P);
    expect(pod().metadata).toMatchObject({
      deletionTimestamp: '2026-01-05T09:00:35Z',
      deletionGracePeriodSeconds: 30,
    });
    test.clock.advance(9_000);
    expect(container().state.running).toBeDefined();
    expect(messages('Killing')).toEqual(['Stopping container main']);
    test.clock.advance(2_000);
    expect(pod()).toBeUndefined();
  });

  describe('logs', () => {
    const lines = { 'log-lines-per-second': '1' };

    it('come by time, tail, size and with times', async () => {
      create({ annotations: annotated(lines) });
      test.clock.advance(61_000);
      const all = (await log()).text.trimEnd().split('\n');
      expect(all.length).toBeGreaterThan(50);
      const last = async (query: string) =>
        (await log(query)).text.trimEnd().split('\n');
      expect(await last('tailLines=3')).toEqual(all.slice(-3));
      expect((await log('tailLines=0')).text).toBe('');
      const since = await last('sinceSeconds=10');
      expect(since.length).toBeLessThanOrEqual(11);
      expect(all.slice(-since.length)).toEqual(since);
      expect((await log('limitBytes=20')).text).toHaveLength(20);
      expect((await log('timestamps=true&tailLines=1')).text).toMatch(
        /^2026-01-05T09:0\d:\d\d\.\d{9}Z /,
      );
      const time = '2026-01-05T09:00:51Z';
      expect(await last(`sinceTime=${time}`)).toEqual(since);
    });

    it('can be followed until the container ends', async () => {
      create({ annotations: annotated({ ...lines, 'stop-time': '2s' }) });
      test.clock.advance(10_000);
      const stream = await openStream(
        test.cluster,
        `${LOG}?follow=true&tailLines=1`,
      );
      await stream.until(1);
      test.clock.advance(3_000);
      await stream.until(3);
      test.cluster.api.delete(Pods, P);
      test.clock.advance(20_000);
      await expect(stream.ended).resolves.toContain('handled request');
    });

    it('end with what the pod is told to say before it fails', async () => {
      create({
        annotations: annotated({
          ...lines,
          'crash-after': '2s',
          'last-words': 'one\nconnection refused',
        }),
      });
      test.clock.advance(8_000);
      expect((await log('tailLines=2&previous=true')).text).toBe(
        'one\nconnection refused\n',
      );
    });

    it('are the bytes that were written, whatever they are', async () => {
      create({ annotations: annotated({ ...lines, logs: 'binary' }) });
      test.clock.advance(5_000);
      expect((await log('tailLines=1')).text).toContain('\ufffd');
    });

    it.each([
      ['container=other', 400, 'container other is not valid for pod p'],
      [
        'previous=true',
        400,
        'previous terminated container "main" in pod "p" not found',
      ],
      ['tailLines=-1', 422, 'must be greater than or equal to 0'],
      ['tailLines=x', 400, 'invalid syntax'],
    ])('refuse %s', async (query, status, message) => {
      create();
      test.clock.advance(5_000);
      expect(await log(query)).toMatchObject({
        status,
        body: { message: expect.stringContaining(message) },
      });
    });

    it('cannot be had from a node that is down', async () => {
      create();
      test.clock.advance(5_000);
      test.cluster.kubelet.stopNode('node-1');
      expect(await log()).toMatchObject({
        status: 500,
        body: { message: expect.stringContaining('no route to host') },
      });
    });
  });

  it('measures what runs', async () => {
    create({ cpu: '100m' });
    test.clock.advance(5_000);
    const metrics = (path: string) =>
      request(test.cluster, `/apis/metrics.k8s.io/v1beta1/${path}`);
    const one = (await metrics('namespaces/default/pods/p')).body;
    expect(one).toMatchObject({
      kind: 'PodMetrics',
      window: '15.02s',
      containers: [
        {
          name: 'main',
          usage: {
            cpu: expect.stringMatching(/^\d+n$/),
            memory: expect.stringMatching(/^\d+Ki$/),
          },
        },
      ],
    });
    expect((await metrics('pods')).body.items).toHaveLength(1);
    expect((await metrics('nodes')).body).toMatchObject({
      kind: 'NodeMetricsList',
      items: [{ metadata: { name: 'node-1' } }],
    });
    expect((await metrics('namespaces/default/pods/x')).status).toBe(404);
    expect((await metrics('things')).status).toBe(404);
  });
});
