import { amountOf, type ObjectOf } from '@groundcrew/plugin-clusters-node';
import { createDetector } from '@groundcrew/plugin-faults-node';
import { seenIn } from '../../kubernetes/evidence';
import {
  countsPodsLike,
  limitedResources,
  podTakes,
  quotasIn,
  roomIn,
} from '../../kubernetes/quotas';
import { refOf, templateOf } from '../../topology';

/** Nothing suffers from it before somebody deploys. */
const LATENT = 0.4;

/** A quota has no room for the additional pod that the next roll-out of a Deployment begins with, and no pod may go first. */
export const tightQuota = createDetector({
  id: 'tight-quota',
  title: 'Quotas that forbid the next roll-out',
  faults: [
    {
      id: 'quota-forbids-rollout',
      category: 'configuration',
      title: 'A quota forbids the next roll-out',
    },
  ],
  subjects: ['Deployment'],
  detect: (deployment, { store }) => {
    const { metadata, spec } = deployment;
    const quotas = quotasIn(store, metadata?.namespace ?? '');
    if (quotas.length === 0 || !needsSurge(deployment)) {
      return [];
    }
    const template = templateOf(deployment).spec;
    return quotas
      .filter(quota => countsPodsLike(quota, template))
      .flatMap(quota =>
        limitedResources(quota)
          .filter(resource => {
            const takes = podTakes(template, resource) ?? 0;
            return takes > 0 && takes > roomIn(quota, resource) + takes * 1e-9;
          })
          .map(resource => ({
            fault: 'quota-forbids-rollout',
            object: refOf(deployment),
            message: `The next roll-out of ${metadata?.name} needs one pod more, for which the quota ${quota.metadata?.name} has too little ${resource} left.`,
            confidence: LATENT,
            evidence: [
              seenIn(
                quota,
                `status.used.${resource}`,
                `${quota.status?.used?.[resource] ?? 0} of ${
                  quota.status?.hard?.[resource]
                } ${resource} in use`,
              ),
              seenIn(
                deployment,
                'spec.strategy.rollingUpdate',
                `no pod of ${
                  spec?.replicas ?? 1
                } may go before another is there`,
              ),
            ],
          })),
      );
  },
});

/** Whether a roll-out has to add a pod before it may take one away. */
function needsSurge({ spec, status }: ObjectOf<'Deployment'>): boolean {
  const replicas = spec?.replicas ?? 1;
  const isComplete = (status?.replicas ?? 0) >= replicas;
  if (replicas === 0 || !isComplete || spec?.strategy?.type === 'Recreate') {
    return false;
  }
  const { maxUnavailable = '25%' } = spec?.strategy?.rollingUpdate ?? {};
  const text = String(maxUnavailable);
  const percent = /^(\d{1,3})%$/.exec(text)?.[1];
  // Rounded down, as Kubernetes does it.
  const mayGo = percent
    ? Math.floor((replicas * Number(percent)) / 100)
    : amountOf({ maxUnavailable: text }, 'maxUnavailable');
  return mayGo === 0;
}
