import { canTestWithLab, waitFor } from '@groundcrew/lab';
import { LabCluster } from '../__testUtils__/LabCluster';
import { budget, workload } from '../__testUtils__/manifests';
import { OperationRunner, type Ran } from '../__testUtils__/OperationRunner';

jest.setTimeout(120_000);

const describeWithLab = canTestWithLab('the verbs of pods and nodes')
  ? describe
  : describe.skip;

describeWithLab('on a real cluster', () => {
  let cluster: LabCluster;
  let runner: OperationRunner;

  beforeAll(async () => {
    cluster = await LabCluster.start({ nodes: 2 });
    runner = OperationRunner.on(cluster);
  }, 30 * 60_000);

  afterAll(() => cluster?.stop());

  const podsOf = (app: string) =>
    cluster.client.list('Pod', {
      namespace: 'default',
      labelSelector: `app=${app}`,
    });

  async function podOf(app: string) {
    const [pod] = await podsOf(app);
    return cluster.target('Pod', pod.metadata.name);
  }

  async function applyBudget(app: string, minAvailable: number) {
    await cluster.lab.client.apply(budget(app, minAvailable));
    await waitFor('the budget', async () => {
      const live = await cluster.client.get({
        kind: 'PodDisruptionBudget',
        namespace: 'default',
        name: app,
      });
      const { observedGeneration, currentHealthy } = (live?.status ??
        {}) as Record<string, number>;
      return (
        observedGeneration === live?.metadata.generation && currentHealthy > 0
      );
    });
    await cluster.target('PodDisruptionBudget', app);
  }

  it('kubernetes.quarantine-pod takes one pod out, once, and puts it back', async () => {
    await cluster.rollOut(workload('Deployment', 'kept'));
    const target = await podOf('kept');
    await cluster.target('Deployment', 'kept');
    let ran: Ran | undefined;
    const changes = await cluster.countChanges(async () => {
      ran = await runner.run('kubernetes.quarantine-pod', target, { hours: 2 });
    });
    expect(changes).toBe(1);
    expect(ran?.verification.outcome).toBe('healthy');
    expect(ran?.preview.summary).toMatch(
      /^Takes .* out of ReplicaSet kept-\w+, and keeps it for 2 hours$/,
    );
    const live = await cluster.client.get(target);
    expect(live?.metadata.ownerReferences).toBeUndefined();
    expect(
      JSON.parse(
        live?.metadata.annotations?.['groundcrew.io/quarantine'] ?? '',
      ),
    ).toMatchObject({
      labels: { app: 'kept' },
      by: 'user:default/dana',
      why: 'tried out',
    });
    await waitFor('another one in its place', async () => {
      const pods = await podsOf('kept');
      return (
        pods.length === 2 &&
        pods.every(({ metadata }) => metadata.name !== target.name)
      );
    });
    expect(await cluster.countChanges(() => ran!.takeBack())).toBe(1);
    await waitFor('the one too many to go', async () => {
      const pods = await podsOf('kept');
      return (
        pods.filter(({ metadata }) => !metadata.deletionTimestamp).length === 2
      );
    });
  });

  it.each(['kubernetes.evict-pod', 'kubernetes.delete-pod'])(
    '%s takes one pod away, once',
    async verb => {
      const app = verb.replace('kubernetes.', '');
      await cluster.rollOut(workload('StatefulSet', app));
      const target = await podOf(app);
      let ran: Ran | undefined;
      const changes = await cluster.countChanges(async () => {
        ran = await runner.run(verb, target);
      });
      expect(changes).toBe(1);
      expect(ran?.verification.outcome).toBe('healthy');
      expect(ran?.undo).toHaveProperty('impossible');
      expect(ran?.preview).toMatchObject({
        source: 'dry-run',
        changes: [{ action: 'delete', uid: target.uid }],
        disruptions: [{ workload: { name: app }, desired: 2, lowestReady: 1 }],
      });
      // The next pod of a StatefulSet has the same name, and is not the one that was meant.
      await waitFor('the next pod', async () =>
        (
          await podsOf(app)
        ).some(
          ({ metadata }) =>
            metadata.name === target.name && metadata.uid !== target.uid,
        ),
      );
      await expect(runner.run(verb, target)).rejects.toThrow(
        'another one of the same name took its place',
      );
    },
  );

  it('waits for a disruption budget, and names it', async () => {
    await cluster.rollOut(workload('Deployment', 'guarded'));
    await applyBudget('guarded', 2);
    const target = await podOf('guarded');
    const heard: string[] = [];
    const ran = await runner.run(
      'kubernetes.evict-pod',
      target,
      {},
      async message => {
        heard.push(message);
        if (heard.length === 2) {
          await cluster.lab.kubectl([
            'scale',
            'deployment/guarded',
            '--replicas=3',
          ]);
        }
      },
    );
    expect(heard[0]).toBe(
      'held up by the disruption budget guarded (wants 2 healthy pods, has 2)',
    );
    expect(ran.verification.outcome).toBe('healthy');
    expect(ran.preview.source).toBe('computed');
    expect(ran.preview.impacts).toContainEqual({
      severity: 'warning',
      code: 'disruption-budget',
      message:
        'The disruption budget guarded (wants 2 healthy pods, has 2) lets no pod go now: the eviction waits for it.',
    });
  });

  it('cordons a node once, and uncordons it', async () => {
    const [node] = await cluster.client.list('Node');
    const target = await cluster.target('Node', node.metadata.name);
    expect(runner.unsuitable('kubernetes.uncordon', target)).toBe(
      'the node is not cordoned',
    );
    let ran: Ran | undefined;
    const changes = await cluster.countChanges(async () => {
      ran = await runner.run('kubernetes.cordon', target);
    });
    expect(changes).toBe(1);
    expect(ran?.verification.outcome).toBe('healthy');
    expect(ran?.undo).toEqual({ operation: 'kubernetes.uncordon', input: {} });
    const back = await runner.run('kubernetes.uncordon', target);
    expect(back.verification.outcome).toBe('healthy');
    const live = await cluster.client.get({ kind: 'Node', name: target.name });
    expect(live?.spec?.unschedulable).toBeFalsy();
  });

  it('drains a node through its budgets, and leaves what belongs to it', async () => {
    await cluster.rollOut(workload('Deployment', 'spread', { replicas: 4 }));
    await cluster.rollOut(workload('DaemonSet', 'agent'));
    await applyBudget('spread', 3);
    const nodeOf = (pod: { spec?: object }) =>
      (pod.spec as { nodeName?: string }).nodeName ?? '';
    const [first] = await podsOf('spread');
    const target = await cluster.target('Node', nodeOf(first));
    const ran = await runner.run('kubernetes.drain', target);
    expect(ran.verification).toEqual({
      outcome: 'healthy',
      message: 'only pods that belong to the node are left on it',
    });
    expect((await podsOf('spread')).map(nodeOf)).not.toContain(target.name);
    expect((await podsOf('agent')).map(nodeOf)).toContain(target.name);
    expect(ran.undo).toEqual({ operation: 'kubernetes.uncordon', input: {} });
    await ran.takeBack();
    const live = await cluster.client.get({ kind: 'Node', name: target.name });
    expect(live?.spec?.unschedulable).toBeFalsy();
  });

  it('does not drain a node of what nothing brings back, unless it is told to', async () => {
    const [node] = await cluster.client.list('Node');
    await cluster.lab.client.apply({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'alone', namespace: 'default' },
      spec: {
        nodeName: node.metadata.name,
        containers: [{ name: 'web', image: 'registry.test/web:1' }],
      },
    });
    const target = await cluster.target('Node', node.metadata.name);
    await expect(runner.run('kubernetes.drain', target)).rejects.toThrow(
      'nothing would bring back default/alone',
    );
    const ran = await runner.run('kubernetes.drain', target, {
      evictUncontrolled: true,
    });
    expect(ran.verification.outcome).toBe('healthy');
    expect(
      await cluster.client.get({
        kind: 'Pod',
        namespace: 'default',
        name: 'alone',
      }),
    ).toBeUndefined();
    await ran.takeBack();
  });
});
