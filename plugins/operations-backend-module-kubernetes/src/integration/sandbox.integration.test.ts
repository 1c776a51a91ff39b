import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { waitFor } from '@groundcrew/lab';
import { Sandbox } from '@groundcrew/sandbox';
import { ConnectedCluster } from '../__testUtils__/ConnectedCluster';
import { autoscaler, budget, workload } from '../__testUtils__/manifests';
import { OperationRunner } from '../__testUtils__/OperationRunner';
import { asWorkload } from '../workloads/Workload';

jest.setTimeout(120_000);

/** A newcomer's first verbs run here: all of them have to, as on a real API server. */
describe('on the sandbox', () => {
  let directory: string;
  let sandbox: Sandbox;
  let cluster: ConnectedCluster;
  let runner: OperationRunner;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'verbs-'));
    sandbox = await Sandbox.start({ directory, clusters: ['dev'] });
    const kubeconfig = join(directory, 'kubeconfig');
    await sandbox.writeKubeconfig(kubeconfig);
    cluster = await ConnectedCluster.connect({
      kubeconfig,
      context: 'dev',
    });
    runner = OperationRunner.on(cluster);
  });

  afterAll(async () => {
    await cluster?.stop();
    await sandbox?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function create(object: ReturnType<typeof workload>) {
    await cluster.client.create(object);
    return cluster.rolledOut(object.kind, object.metadata.name);
  }

  const nodesOf = async (app: string) => {
    const pods = await cluster.client.list('Pod', {
      namespace: 'default',
      labelSelector: `app=${app}`,
    });
    return pods.map(({ spec }) => (spec as { nodeName: string }).nodeName);
  };

  it.each(['Deployment', 'StatefulSet', 'DaemonSet'] as const)(
    'a %s is restarted, given another image, and rolled back',
    async kind => {
      const target = await create(workload(kind, kind.toLowerCase()));
      const container = 'web';
      const healthy = { verification: { outcome: 'healthy' } };
      expect(await runner.run('kubernetes.restart', target)).toMatchObject(
        healthy,
      );
      const image = 'registry.test/web:2';
      const ran = await runner.run('kubernetes.set-image', target, {
        container,
        image,
      });
      expect(ran).toMatchObject(healthy);
      await cluster.target(kind, target.name);
      const [field] = await waitFor('its revisions in memory', () => {
        const fields = runner
          .definition('kubernetes.roll-back')
          .fields?.({ target, store: cluster.store, limits: runner.limits });
        return JSON.stringify(fields).includes('web:1') && fields;
      });
      const revision = 'default' in field ? field.default : undefined;
      const back = await runner.run('kubernetes.roll-back', target, {
        revision,
      });
      expect(back).toMatchObject(healthy);
      expect(back.undo).toMatchObject({ operation: 'kubernetes.roll-back' });
      const live = await cluster.client.get({
        kind,
        namespace: 'default',
        name: target.name,
      });
      expect(asWorkload(live!).spec?.template?.spec?.containers[0].image).toBe(
        'registry.test/web:1',
      );
    },
  );

  it('what runs out of memory is given more, and gets well', async () => {
    const behaviour = (name: string) => `sandbox.groundcrew.io/${name}`;
    const manifest = workload('Deployment', 'hungry', { replicas: 1 });
    Object.assign(manifest.spec.template, {
      metadata: {
        labels: { app: 'hungry' },
        annotations: {
          [behaviour('oom-after')]: '3s',
          [behaviour('needs-memory')]: '300Mi',
        },
      },
    });
    Object.assign(manifest.spec.template.spec.containers[0], {
      resources: { limits: { memory: '256Mi' } },
    });
    await cluster.client.create(manifest);
    const podStatus = async () => {
      const pods = await cluster.client.list('Pod', {
        namespace: 'default',
        labelSelector: 'app=hungry',
      });
      return JSON.stringify(pods.map(({ status }) => status));
    };
    await waitFor('its end', async () =>
      (await podStatus()).includes('OOMKilled'),
    );
    const target = await cluster.target('Deployment', 'hungry');
    const ran = await runner.run('kubernetes.set-resources', target, {
      container: 'web',
      memoryLimit: '384Mi',
    });
    expect(ran.verification.outcome).toBe('healthy');
    expect(ran.preview.summary).toBe(
      'Gives web of hungry memory limit 384Mi instead of 256Mi',
    );
    expect(ran.undo).toMatchObject({
      input: { container: 'web', memoryLimit: '256Mi' },
    });
    expect(await podStatus()).not.toContain('OOMKilled');
  });

  it('what the API server fills in beside a limit is known, and goes with it', async () => {
    const target = await create(workload('Deployment', 'filled-in'));
    const ran = await runner.run('kubernetes.set-resources', target, {
      container: 'web',
      memoryLimit: '96Mi',
    });
    expect(ran.verification.outcome).toBe('healthy');
    expect(ran.undo).toMatchObject({
      input: { memoryLimit: 'none', memoryRequest: 'none' },
    });
    await ran.takeBack();
    const live = await cluster.client.get(target);
    expect(
      asWorkload(live!).spec?.template?.spec?.containers[0].resources ?? {},
    ).toEqual({});
  });

  it('a Deployment is scaled, paused, resumed, and its autoscaler limited', async () => {
    const target = await create(workload('Deployment', 'elastic'));
    const scaled = await runner.run('kubernetes.scale', target, {
      replicas: 3,
    });
    expect(scaled.verification.message).toBe('all of 3 pods are available');
    expect(await runner.run('kubernetes.pause', target)).toBeDefined();
    expect(await runner.run('kubernetes.resume', target)).toBeDefined();
    await cluster.client.create(autoscaler('elastic', 2, 4));
    await cluster.target('HorizontalPodAutoscaler', 'elastic');
    const limited = await runner.run('kubernetes.scale-limits', target, {
      minReplicas: 1,
      maxReplicas: 5,
    });
    expect(limited.undo).toMatchObject({
      input: { minReplicas: 2, maxReplicas: 4 },
    });
  });

  it('a node is drained through a disruption budget, and its pods come elsewhere', async () => {
    await create(workload('Deployment', 'spread', { replicas: 3 }));
    await cluster.client.create(budget('spread', 2));
    await waitFor('the budget', async () => {
      const live = await cluster.client.get({
        kind: 'PodDisruptionBudget',
        namespace: 'default',
        name: 'spread',
      });
      return live?.status?.disruptionsAllowed === 1;
    });
    const [node] = await nodesOf('spread');
    const target = await cluster.target('Node', node);
    const ran = await runner.run('kubernetes.drain', target, {
      evictUncontrolled: true,
    });
    expect(ran.verification.outcome).toBe('healthy');
    expect(await nodesOf('spread')).not.toContain(node);
    await ran.takeBack();
  });

  it('a pod is taken out and kept, another one comes, and it is put back', async () => {
    await create(workload('Deployment', 'observed'));
    const podsOf = () =>
      cluster.client.list('Pod', {
        namespace: 'default',
        labelSelector: 'app=observed',
      });
    const [{ metadata }] = await podsOf();
    const target = await cluster.target('Pod', metadata.name);
    const ran = await runner.run('kubernetes.quarantine-pod', target);
    expect(ran.verification.outcome).toBe('healthy');
    expect(ran.undo).toEqual({
      operation: 'kubernetes.release-pod',
      input: {},
    });
    const kept = await cluster.client.get(target);
    expect(kept?.metadata.ownerReferences ?? []).toEqual([]);
    expect(kept?.metadata.labels).toEqual({
      'groundcrew.io/quarantined': 'true',
    });
    await cluster.rolledOut('Deployment', 'observed');
    expect((await podsOf()).map(pod => pod.metadata.name)).not.toContain(
      metadata.name,
    );
    await cluster.target('Pod', metadata.name);
    const back = await runner.run('kubernetes.release-pod', target);
    expect(back.verification.outcome).toBe('healthy');
    await waitFor(
      'the one too many to go',
      async () =>
        (await podsOf()).filter(pod => !pod.metadata.deletionTimestamp)
          .length === 2,
    );
  });

  it('a pod is deleted by force, where its node is silent and only there', async () => {
    const { kind, name } = await create(
      workload('Deployment', 'cut-off', { replicas: 1 }),
    );
    const [{ metadata, spec }] = await cluster.client.list('Pod', {
      namespace: 'default',
      labelSelector: 'app=cut-off',
    });
    const target = await cluster.target('Pod', metadata.name);
    const force = { force: true };
    await expect(
      runner.run('kubernetes.delete-pod', target, force),
    ).rejects.toThrow(/Node \S+ answers/);
    const node = (spec as { nodeName: string }).nodeName;
    const { id } = await sandbox.faults.apply({
      fault: 'node-down',
      cluster: 'dev',
      target: { name: node },
    });
    await waitFor(
      'the silence of the node',
      () =>
        cluster.store
          .get('Node', { name: node })
          ?.status?.conditions?.some(
            ({ status, type }) => type === 'Ready' && status !== 'True',
          ),
      { timeoutMs: 90_000 },
    );
    await cluster.client.delete(target);
    await cluster.target('Pod', metadata.name);
    await expect(runner.run('kubernetes.delete-pod', target)).rejects.toThrow(
      'it can be deleted by force',
    );
    const ran = await runner.run('kubernetes.delete-pod', target, force);
    expect(ran.verification.outcome).toBe('healthy');
    expect(ran.preview.impacts[0]).toMatchObject({
      severity: 'danger',
      code: 'forced',
    });
    await sandbox.faults.revert(id);
    await cluster.rolledOut(kind, name);
  });

  it('a claim is made larger, once, and not smaller', async () => {
    await cluster.client.create({
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'files', namespace: 'default' },
      spec: {
        accessModes: ['ReadWriteOnce'],
        storageClassName: 'standard',
        resources: { requests: { storage: '2Gi' } },
      },
    });
    await waitFor(
      'its volume',
      () =>
        cluster.store.get('PersistentVolumeClaim', {
          namespace: 'default',
          name: 'files',
        })?.status?.phase === 'Bound',
    );
    const target = await cluster.target('PersistentVolumeClaim', 'files');
    const expand = (storage: string) =>
      runner.run('kubernetes.expand-claim', target, { storage });
    const ran = await expand('3Gi');
    expect(ran.verification).toEqual({
      outcome: 'healthy',
      message: 'it is 3Gi large',
    });
    expect(ran.undo).toHaveProperty('impossible');
    expect(
      (await cluster.client.get(target))?.metadata.annotations,
    ).toMatchObject({ 'groundcrew.io/first-size': '2Gi' });
    await expect(expand('1Gi')).rejects.toThrow('cannot be made smaller');
    await expect(expand('30Gi')).rejects.toThrow('more than 4 times the 3Gi');
  });

  it('a Service is connected to, whether anything answers or not', async () => {
    const [name, image] = ['web', 'registry.test/web:1'];
    const containers = [{ name, image, ports: [{ containerPort: 8080 }] }];
    await create(
      workload('Deployment', 'answering', { podSpec: { containers } }),
    );
    const service = async (called: string, targetPort: number) => {
      await cluster.client.create({
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: called, namespace: 'default' },
        spec: {
          selector: { app: 'answering' },
          ports: [{ port: 80, targetPort }],
        },
      });
      return await cluster.target('Service', called);
    };
    const answering = await service('answering', 8080);
    const misled = await service('misled', 9090);
    await waitFor('its endpoints', async () => {
      const slices = await cluster.client.list('EndpointSlice', {
        namespace: 'default',
      });
      return slices.length > 1;
    });
    const connect = async (target: typeof answering) =>
      (await runner.run('kubernetes.check-connection', target, { port: 80 }))
        .verification;
    expect(await connect(answering)).toEqual({
      outcome: 'healthy',
      message: 'it answered with HTTP 200',
    });
    expect(await connect(misled)).toMatchObject({
      outcome: 'failed',
      message: expect.stringContaining('connection refused'),
    });
  });
});
