import { waitFor, type KubernetesObject } from '@groundcrew/lab';
import type { Control } from './Control';
import { jobSpec } from './townObjects';

const JOBS_A_NAMESPACE = 5;

/** Jobs come to their end. Those of CronJobs do so all the time beside it. */
export const jobCompletions: Control = {
  id: 'job-completions',
  async run({ town }) {
    for (const namespace of town.namespaces) {
      for (let index = 1; index <= JOBS_A_NAMESPACE; index += 1) {
        await town.world.create({
          apiVersion: 'batch/v1',
          kind: 'Job',
          metadata: { name: `once-${index}`, namespace },
          spec: jobSpec(),
        });
      }
    }
    await waitFor(
      'all Jobs',
      async () => {
        const jobs = await town.list<Job>('/apis/batch/v1/jobs');
        return jobs
          .filter(({ metadata }) => metadata?.name?.startsWith('once-'))
          .every(({ status }) => status?.succeeded === 1);
      },
      { timeoutMs: 120_000, intervalMs: 500 },
    );
    return town.namespaces.length * JOBS_A_NAMESPACE;
  },
};

interface Job extends KubernetesObject {
  status?: { succeeded?: number };
}
