import type { Impact } from '@groundcrew/plugin-operations-common';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import { countOf } from '../words/countOf';

/** What other limits of an autoscaler may do at once. */
export function scaleLimitImpacts(
  { status }: Pick<HorizontalPodAutoscaler, 'status'>,
  { minReplicas, maxReplicas }: { minReplicas: number; maxReplicas: number },
): Impact[] {
  const current = status?.currentReplicas ?? 0;
  const impacts: Impact[] = [];
  if (current > maxReplicas) {
    impacts.push({
      severity: 'warning',
      code: 'replicas-unavailable',
      message: `It has ${current} now: ${countOf(
        current - maxReplicas,
        'pod',
      )} will go at once.`,
    });
  }
  if (current > 0 && current < minReplicas) {
    impacts.push({
      severity: 'note',
      code: 'replicas',
      message: `It has ${current} now: ${countOf(
        minReplicas - current,
        'pod',
      )} will come at once.`,
    });
  }
  if (minReplicas === maxReplicas) {
    impacts.push({
      severity: 'warning',
      code: 'autoscaling-off',
      message: 'Both are the same: the load decides nothing any more.',
    });
  }
  if (minReplicas === 1) {
    impacts.push({
      severity: 'note',
      code: 'single-replica',
      message:
        'With little load one pod is left, and whatever happens to it is an outage.',
    });
  }
  return impacts;
}
