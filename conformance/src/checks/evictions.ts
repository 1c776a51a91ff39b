import type { ApiStatus } from '../ClusterConnection';
import { eventually } from '../eventually';
import { create, deployment, get, list, pathOf, type SuiteOf } from '../Suite';
import { statusOf } from '../workloadStatus';

interface BudgetStatus {
  observedGeneration?: number;
  disruptionsAllowed?: number;
  currentHealthy?: number;
}

/** Pods that are asked to go, and budgets that forbid it. */
export function evictionChecks(suite: SuiteOf): void {
  describe('evictions', () => {
    const evict = (
      pod: string,
      options: { query?: string; deleteOptions?: object } = {},
    ) =>
      suite().connection.request<ApiStatus>({
        method: 'POST',
        path: `${pathOf(suite(), 'pods', pod)}/eviction${options.query ?? ''}`,
        body: {
          apiVersion: 'policy/v1',
          kind: 'Eviction',
          metadata: { name: pod, namespace: suite().namespace },
          deleteOptions: options.deleteOptions,
        },
      });
    const createBudget = (name: string, minAvailable: number) =>
      create(suite(), 'policy/v1/poddisruptionbudgets', {
        apiVersion: 'policy/v1',
        kind: 'PodDisruptionBudget',
        metadata: { name },
        spec: { minAvailable, selector: { matchLabels: { app: name } } },
      });
    const budgetOf = (
      name: string,
      isWanted: (seen: BudgetStatus) => boolean,
    ) =>
      eventually(
        () => get(suite(), 'policy/v1/poddisruptionbudgets', name),
        ({ status = {} }) => isWanted(status as BudgetStatus),
      );
    const readyPods = async (name: string, replicas: number) => {
      await eventually(
        () => get(suite(), 'apps/v1/deployments', name),
        object => statusOf(object).readyReplicas === replicas,
      );
      const pods = await list(suite(), 'pods', `app=${name}`);
      return pods.filter(({ metadata }) => !metadata.deletionTimestamp);
    };
    const isGone = (pod: string) =>
      eventually(
        () =>
          suite().connection.request({ path: pathOf(suite(), 'pods', pod) }),
        ({ status, body }) =>
          status === 404 || body.metadata.deletionTimestamp !== undefined,
      );

    it('a budget holds them back, and says what it needs', async () => {
      await create(suite(), 'apps/v1/deployments', deployment('budgeted'));
      const [pod] = await readyPods('budgeted', 2);
      const { name } = pod.metadata;
      await createBudget('budgeted', 2);
      await budgetOf('budgeted', ({ currentHealthy }) => currentHealthy === 2);
      for (const query of ['', '?dryRun=All']) {
        const { status, body } = await evict(name, { query });
        expect(status).toBe(429);
        expect(body).toMatchObject({
          reason: 'TooManyRequests',
          message:
            "Cannot evict pod as it would violate the pod's disruption budget.",
          details: {
            causes: [
              {
                reason: 'DisruptionBudget',
                message:
                  'The disruption budget budgeted needs 2 healthy pods and has 2 currently',
              },
            ],
          },
        });
      }
      await suite().connection.request({
        method: 'PATCH',
        path: pathOf(suite(), 'policy/v1/poddisruptionbudgets', 'budgeted'),
        contentType: 'application/merge-patch+json',
        body: { spec: { minAvailable: 1 } },
      });
      await budgetOf(
        'budgeted',
        ({ disruptionsAllowed }) => disruptionsAllowed === 1,
      );
      expect((await evict(name)).status).toBe(201);
      await isGone(name);
      await readyPods('budgeted', 2);
    });

    it('a dry run lets the pod and the budget be', async () => {
      await create(suite(), 'apps/v1/deployments', deployment('rehearsed'));
      const [pod] = await readyPods('rehearsed', 2);
      await createBudget('rehearsed', 1);
      const before = await budgetOf(
        'rehearsed',
        ({ disruptionsAllowed }) => disruptionsAllowed === 1,
      );
      const deleteOptions = { dryRun: ['All'] };
      for (const how of [
        { query: '?dryRun=All' },
        { deleteOptions },
        { query: '?dryRun=All', deleteOptions },
        { query: '?dryRun=All', deleteOptions: { gracePeriodSeconds: 1 } },
      ]) {
        expect((await evict(pod.metadata.name, how)).status).toBe(201);
      }
      const after = await get(suite(), 'pods', pod.metadata.name);
      expect(after.metadata.deletionTimestamp).toBeUndefined();
      const budget = await get(
        suite(),
        'policy/v1/poddisruptionbudgets',
        'rehearsed',
      );
      expect(budget.status).toEqual(before.status);
    });

    it('are for the pod that is meant', async () => {
      await create(
        suite(),
        'apps/v1/deployments',
        deployment('evicted', { replicas: 1 }),
      );
      const [{ metadata }] = await readyPods('evicted', 1);
      const wrong = await evict(metadata.name, {
        deleteOptions: { preconditions: { uid: 'another' } },
      });
      expect(wrong).toMatchObject({
        status: 409,
        body: { reason: 'Conflict' },
      });
      const right = await evict(metadata.name, {
        deleteOptions: { preconditions: { uid: metadata.uid } },
      });
      expect(right.status).toBe(201);
      await isGone(metadata.name);
      expect((await evict('nowhere')).status).toBe(404);
    });

    it('two budgets for one pod are one too many', async () => {
      const pods = deployment('contested', { replicas: 1 });
      await create(suite(), 'apps/v1/deployments', pods);
      const [pod] = await readyPods('contested', 1);
      for (const name of ['first', 'second']) {
        await create(suite(), 'policy/v1/poddisruptionbudgets', {
          apiVersion: 'policy/v1',
          kind: 'PodDisruptionBudget',
          metadata: { name },
          spec: {
            maxUnavailable: 1,
            selector: { matchLabels: { app: 'contested' } },
          },
        });
        await budgetOf(name, ({ observedGeneration }) =>
          Boolean(observedGeneration),
        );
      }
      const { status, body } = await evict(pod.metadata.name);
      expect(status).toBe(500);
      expect(body.message).toBe(
        'This pod has more than one PodDisruptionBudget, which the eviction subresource does not support.',
      );
    });

    it('a pod that does not run yet may go in spite of a budget', async () => {
      await create(suite(), 'pods', {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'waiting', labels: { app: 'waiting' } },
        spec: {
          nodeSelector: { 'groundcrew.io/nowhere': 'true' },
          containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }],
        },
      });
      await createBudget('waiting', 1);
      await budgetOf('waiting', ({ observedGeneration }) =>
        Boolean(observedGeneration),
      );
      expect((await evict('waiting')).status).toBe(201);
      await isGone('waiting');
    });

    it('a pod that is not ready may go only while its budget is met', async () => {
      const pod = (
        name: string,
        more: { image: string; annotations?: object },
      ) =>
        create(suite(), 'pods', {
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: {
            name,
            labels: { app: 'ailing' },
            annotations: more.annotations,
          },
          spec: {
            containers: [
              {
                name: 'app',
                image: more.image,
                readinessProbe: { httpGet: { path: '/', port: 80 } },
              },
            ],
          },
        });
      await pod('hale', { image: 'registry.example/app:1.0.0' });
      // How a pod is played that never becomes ready: by the sandbox, and by the lab.
      await pod('ailing', {
        image: 'registry.example/app:1.0.0-unready',
        annotations: { 'lab.groundcrew.io/fault': 'not-ready' },
      });
      await eventually(
        () => get(suite(), 'pods', 'ailing'),
        ({ status = {} }) => (status as { phase?: string }).phase === 'Running',
      );
      await createBudget('ailing', 2);
      await budgetOf('ailing', ({ currentHealthy }) => currentHealthy === 1);
      expect((await evict('ailing')).status).toBe(429);
      await suite().connection.request({
        method: 'PATCH',
        path: pathOf(suite(), 'policy/v1/poddisruptionbudgets', 'ailing'),
        contentType: 'application/merge-patch+json',
        body: { spec: { minAvailable: 1 } },
      });
      await budgetOf(
        'ailing',
        ({ observedGeneration }) => observedGeneration === 2,
      );
      expect((await evict('hale')).status).toBe(429);
      expect((await evict('ailing')).status).toBe(201);
      await isGone('ailing');
    });
  });
}
