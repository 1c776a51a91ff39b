import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { workloadInMemory } from '../workloads/workloadInMemory';
import { createSwitch } from './createSwitch';

const WHAT = 'whether its rollout is paused';

/** Holds a Deployment's rollout where it is, as `kubectl rollout pause` does. */
export const pause = createSwitch({
  id: 'kubernetes.pause',
  title: 'Pause rollout',
  kind: 'Deployment',
  field: 'paused',
  value: true,
  undoneBy: 'kubernetes.resume',
  stepTitle: 'Pause the rollout',
  risk: () => 'low',
  describe: name => `Pause the rollout of ${name}`,
  summary: name =>
    `Changes of ${name} do not reach its pods until its rollout is resumed`,
  alreadyMessage: 'its rollout is paused',

  unsuitable(ctx) {
    const workload = workloadInMemory(ctx);
    if (!workload) {
      return undefined;
    }
    const { owner, ...rest } = managementOf(ctx.store, workload);
    return owner?.type === 'argocd' || owner?.type === 'flux'
      ? // Not reverted, as `paused` is seldom in Git; but what Git says would not arrive, and nobody there would see why.
        `Git decides on its rollouts: ${owner.name} deploys it, and a paused rollout would hold back what is in Git. Hold the change back there instead`
      : ownedElsewhere({ owner, ...rest }, WHAT);
  },

  impacts: ({ store }, live) => [
    {
      severity: 'note',
      code: 'paused',
      message:
        'A rollout that is under way stays half done: old and new pods serve side by side. Scaling still works.',
    },
    ...managerImpacts(managementOf(store, live), WHAT),
  ],
});
