import { budgetsOf } from '../budgets/budgetsOf';
import { rolloutImpacts } from '../impacts/rolloutImpacts';
import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { rolloutHealth } from '../workloads/rolloutHealth';
import { asWorkload } from '../workloads/Workload';
import { workloadInMemory } from '../workloads/workloadInMemory';
import { createSwitch } from './createSwitch';

const WHAT = 'whether its rollout is paused';
const ONE_HOUR_MS = 3_600_000;

/** Lets a paused rollout of a Deployment go on, as `kubectl rollout resume` does. */
export const resume = createSwitch({
  id: 'kubernetes.resume',
  title: 'Resume rollout',
  kind: 'Deployment',
  field: 'paused',
  value: false,
  undoneBy: 'kubernetes.pause',
  stepTitle: 'Resume the rollout',
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: name => `Resume the rollout of ${name}`,
  summary: name => `What was changed of ${name} meanwhile reaches its pods`,
  alreadyMessage: 'its rollout is not paused',

  unsuitable(ctx) {
    const workload = workloadInMemory(ctx);
    const management = workload && managementOf(ctx.store, workload);
    // Git seldom says that a rollout is paused: to resume is to let through what Git says.
    return management?.owner?.type === 'operator'
      ? ownedElsewhere(management, WHAT)
      : undefined;
  },

  impacts({ store }, live) {
    const workload = asWorkload(live);
    const management = managementOf(store, live);
    const { owner } = management;
    return [
      ...rolloutImpacts(
        workload,
        budgetsOf(store, {
          namespace: live.metadata.namespace,
          labels: workload.spec?.template?.metadata?.labels,
        }),
      ),
      ...(owner?.type === 'argocd' || owner?.type === 'flux'
        ? [
            {
              severity: 'warning' as const,
              code: 'reverted-by-manager',
              message: `${owner.name} deploys it from Git: if Git itself says paused, it is paused again.`,
            },
          ]
        : managerImpacts(management, WHAT)),
    ];
  },

  health: live => rolloutHealth(asWorkload(live)),
  verifyTimeoutMs: ONE_HOUR_MS,
});
