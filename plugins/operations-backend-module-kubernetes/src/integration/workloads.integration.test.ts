import { canTestWithLab, waitFor } from '@groundcrew/lab';
import { LabCluster } from '../__testUtils__/LabCluster';
import { autoscaler, workload } from '../__testUtils__/manifests';
import { OperationRunner, type Ran } from '../__testUtils__/OperationRunner';
import { asWorkload } from '../workloads/Workload';

jest.setTimeout(120_000);

const describeWithLab = canTestWithLab('the verbs of workloads')
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

  const read = async (kind: string, name: string) =>
    asWorkload(
      (await cluster.client.get({ kind, name, namespace: 'default' }))!,
    );
  const imageOf = async (kind: string, name: string) =>
    (await read(kind, name)).spec?.template?.spec?.containers[0].image;
  const generationOf = async (kind: string, name: string) =>
    (await read(kind, name)).metadata?.generation ?? 0;

  async function crashPods(app: string, image: string): Promise<void> {
    const pods = await cluster.client.list('Pod', {
      namespace: 'default',
      labelSelector: `app=${app},!lab.groundcrew.io/fault`,
    });
    for (const { metadata, spec } of pods) {
      const { containers } = spec as { containers: { image: string }[] };
      if (containers[0].image === image) {
        await cluster.client.patch(
          { kind: 'Pod', namespace: 'default', name: metadata.name },
          {
            metadata: {
              labels: { 'lab.groundcrew.io/fault': 'crash-loop' },
              annotations: { 'lab.groundcrew.io/restart-after': '100ms' },
            },
          },
        );
      }
    }
  }

  describe.each(['Deployment', 'StatefulSet', 'DaemonSet'] as const)(
    'a %s',
    kind => {
      const name = `any-${kind.toLowerCase()}`;
      let target: Awaited<ReturnType<LabCluster['rollOut']>>;

      beforeAll(async () => {
        target = await cluster.rollOut(workload(kind, name));
      });

      const podUids = () =>
        cluster.client
          .list('Pod', { namespace: 'default', labelSelector: `app=${name}` })
          .then(pods => pods.map(({ metadata }) => metadata.uid));

      it('is restarted once, all of its pods', async () => {
        const before = await podUids();
        const generation = await generationOf(kind, name);
        let ran: Ran | undefined;
        const changes = await cluster.countChanges(async () => {
          ran = await runner.run('kubernetes.restart', target);
        });
        expect(changes).toBe(1);
        expect(ran?.verification.outcome).toBe('healthy');
        expect(await generationOf(kind, name)).toBe(generation + 1);
        const after = await podUids();
        expect(after.filter(uid => before.includes(uid))).toEqual([]);
        expect(ran?.preview).toMatchObject({
          source: 'dry-run',
          summary: `Replaces 2 pods of ${name}`,
          changes: [{ uid: target.uid, action: 'update' }],
        });
      });

      it('gets another image, and its old one back by the undo', async () => {
        const image = `registry.test/web@sha256:${'a'.repeat(64)}`;
        const ran = await runner.run('kubernetes.set-image', target, {
          container: 'web',
          image,
        });
        expect(ran.verification.outcome).toBe('healthy');
        expect(await imageOf(kind, name)).toBe(image);
        expect(ran.undo).toEqual({
          operation: 'kubernetes.set-image',
          input: { container: 'web', image: 'registry.test/web:1' },
        });
        const changes = await cluster.countChanges(() => ran.takeBack());
        expect(changes).toBe(1);
        expect(await imageOf(kind, name)).toBe('registry.test/web:1');
        await cluster.rolledOut(kind, name);
      });

      it('gets other resources, and its old ones back by the undo', async () => {
        const resources = async () =>
          (await read(kind, name)).spec?.template?.spec?.containers[0]
            .resources;
        const before = await resources();
        const input = {
          container: 'web',
          memoryLimit: '96Mi',
          cpuRequest: '0.01',
        };
        let ran: Ran | undefined;
        const changes = await cluster.countChanges(async () => {
          ran = await runner.run('kubernetes.set-resources', target, input);
        });
        expect(changes).toBe(1);
        expect(ran?.verification.outcome).toBe('healthy');
        expect(await resources()).toEqual({
          requests: { cpu: '10m' },
          limits: { memory: '96Mi' },
        });
        expect(ran?.undo).toEqual({
          operation: 'kubernetes.set-resources',
          input: { container: 'web', memoryLimit: 'none', cpuRequest: 'none' },
        });
        expect(await cluster.countChanges(() => ran!.takeBack())).toBe(1);
        expect(await resources()).toEqual(before);
        await cluster.rolledOut(kind, name);
        await expect(
          runner.run('kubernetes.set-resources', target, {
            container: 'web',
            memoryRequest: '9Pi',
          }),
        ).rejects.toThrow(
          /Memory request of web: 9Pi is more than .* has room for/,
        );
      });

      it('is rolled back to a revision, and forward by the undo', async () => {
        await cluster.lab.kubectl([
          'set',
          'image',
          `${kind}/${name}`,
          'web=registry.test/web:2',
        ]);
        target = await cluster.rolledOut(kind, name);
        const store = cluster.store;
        const [field] = await waitFor('the revisions in memory', () => {
          const fields =
            runner
              .definition('kubernetes.roll-back')
              .fields?.({ target, store, limits: runner.limits }) ?? [];
          return JSON.stringify(fields).includes('web:1') && fields;
        });
        const earlier =
          field.type === 'choice'
            ? field.options.find(({ label }) => label.endsWith('web:1'))
            : undefined;
        const ran = await runner.run('kubernetes.roll-back', target, {
          revision: earlier?.value,
        });
        expect(ran.verification.outcome).toBe('healthy');
        expect(await imageOf(kind, name)).toBe('registry.test/web:1');
        expect(ran.preview.changes[0].fields).toContain(
          'spec.template.spec.containers[web].image',
        );
        expect(ran.undo).toMatchObject({ operation: 'kubernetes.roll-back' });
        const undo = ran.undo as { input: object };
        await runner.run('kubernetes.roll-back', target, undo.input);
        expect(await imageOf(kind, name)).toBe('registry.test/web:2');
      });

      it('has no revision that was never there', async () => {
        await expect(
          runner.run('kubernetes.roll-back', target, { revision: 99 }),
        ).rejects.toThrow(`${name} has no revision 99`);
      });

      it('has no container that nobody named', async () => {
        await expect(
          runner.run('kubernetes.set-image', target, {
            container: 'db',
            image: 'postgres:16',
          }),
        ).rejects.toThrow(`${name} has no container 'db', but web`);
      });
    },
  );

  describe.each(['Deployment', 'StatefulSet'] as const)('a %s', kind => {
    const name = `sized-${kind.toLowerCase()}`;
    let target: Awaited<ReturnType<LabCluster['rollOut']>>;

    beforeAll(async () => {
      target = await cluster.rollOut(workload(kind, name));
    });

    it('is scaled once, and back by the undo', async () => {
      let ran: Ran | undefined;
      const changes = await cluster.countChanges(async () => {
        ran = await runner.run('kubernetes.scale', target, { replicas: 4 });
      });
      expect(changes).toBe(1);
      expect(ran?.verification).toEqual({
        outcome: 'healthy',
        message: 'all of 4 pods are available',
      });
      expect(ran?.undo).toEqual({
        operation: 'kubernetes.scale',
        input: { replicas: 2 },
      });
      expect(await cluster.countChanges(() => ran!.takeBack())).toBe(1);
      expect((await read(kind, name)).spec?.replicas).toBe(2);
    });

    it('is not taken back when somebody else has scaled it since', async () => {
      const ran = await runner.run('kubernetes.scale', target, { replicas: 3 });
      await cluster.lab.kubectl(['scale', `${kind}/${name}`, '--replicas=5']);
      await expect(ran.takeBack()).rejects.toThrow(
        'was changed by somebody else meanwhile: it has 5 replicas',
      );
      expect((await read(kind, name)).spec?.replicas).toBe(5);
      expect(
        await runner.definition('kubernetes.scale').verify({
          target,
          input: { replicas: 3 },
          cluster: cluster.client,
        } as never),
      ).toMatchObject({ outcome: 'failed' });
    });

    it('is not scaled past what is allowed', async () => {
      await expect(
        runner.run('kubernetes.scale', target, { replicas: 10_000 }),
      ).rejects.toThrow('10000 replicas are more than the 20 that are allowed');
      expect(
        runner.definition('kubernetes.scale').input.safeParse({ replicas: -1 })
          .success,
      ).toBe(false);
    });
  });

  it('does not touch another object of the same name', async () => {
    const old = await cluster.rollOut(
      workload('Deployment', 'twin', { replicas: 1 }),
    );
    await cluster.lab.kubectl(['delete', 'deployment/twin', '--wait=true']);
    await expect(runner.run('kubernetes.restart', old)).rejects.toThrow(
      'Deployment twin does not exist any more',
    );
    await cluster.rollOut(workload('Deployment', 'twin', { replicas: 1 }));
    await expect(runner.run('kubernetes.restart', old)).rejects.toThrow(
      'another one of the same name took its place',
    );
  });

  it('gives up on an image that crashes, and takes it back', async () => {
    const target = await cluster.rollOut(
      // New pods count only after a while, in which they can be made to crash.
      workload('Deployment', 'broken', { spec: { minReadySeconds: 3 } }),
    );
    const error = await runner
      .run(
        'kubernetes.set-image',
        target,
        { container: 'web', image: 'registry.test/web:broken' },
        () => crashPods('broken', 'registry.test/web:broken'),
      )
      .catch(reason => reason);
    expect(error.message).toMatch(/crashed \d+ times \(CrashLoopBackOff\)/);
    await error.takeBack();
    expect(await imageOf('Deployment', 'broken')).toBe('registry.test/web:1');
  });

  it('is paused, and then neither restarted nor rolled back, and resumed', async () => {
    const target = await cluster.rollOut(workload('Deployment', 'held'));
    expect(runner.unsuitable('kubernetes.resume', target)).toBe(
      'its rollout is not paused',
    );
    const ran = await runner.run('kubernetes.pause', target);
    expect(ran.verification.outcome).toBe('healthy');
    expect(ran.undo).toEqual({ operation: 'kubernetes.resume', input: {} });
    await cluster.target('Deployment', 'held');
    expect(runner.unsuitable('kubernetes.restart', target)).toContain(
      'resume it first',
    );
    await expect(runner.run('kubernetes.restart', target)).rejects.toThrow(
      'its rollout is paused',
    );
    const resumed = await runner.run('kubernetes.resume', target);
    expect(resumed.verification.outcome).toBe('healthy');
    expect((await read('Deployment', 'held')).spec?.paused).toBeFalsy();
  });

  it('offers the limits of an autoscaler in place of scaling', async () => {
    await cluster.rollOut(workload('Deployment', 'elastic'));
    await cluster.lab.client.apply(autoscaler('elastic', 2, 4));
    await cluster.target('HorizontalPodAutoscaler', 'elastic');
    const target = await cluster.target('Deployment', 'elastic');
    expect(runner.unsuitable('kubernetes.scale', target)).toContain(
      'the autoscaler elastic decides',
    );
    expect(runner.unsuitable('kubernetes.scale-limits', target)).toBe(
      undefined,
    );
    let ran: Ran | undefined;
    const changes = await cluster.countChanges(async () => {
      ran = await runner.run('kubernetes.scale-limits', target, {
        minReplicas: 3,
        maxReplicas: 6,
      });
    });
    expect(changes).toBe(1);
    expect(ran?.verification.outcome).toBe('healthy');
    expect(ran?.undo).toEqual({
      operation: 'kubernetes.scale-limits',
      input: { minReplicas: 2, maxReplicas: 4 },
    });
    await ran?.takeBack();
    const hpa = await cluster.client.get({
      kind: 'HorizontalPodAutoscaler',
      name: 'elastic',
      namespace: 'default',
    });
    expect(hpa?.spec).toMatchObject({ minReplicas: 2, maxReplicas: 4 });
    await expect(
      runner.run('kubernetes.scale-limits', target, {
        minReplicas: 3,
        maxReplicas: 21,
      }),
    ).rejects.toThrow('21 replicas are more than the 20');
  });
});
