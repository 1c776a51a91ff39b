import { partOf } from '../../changes/facts/json';
import type { Remedy } from './Remedy';

/** Half as many more. */
const STEP = 1.5;
/** What needs more than that is for a person to look at. */
const MOST_REPLICAS = 20;

/**
 * Spreads the load of a Deployment over more pods: where an autoscaler decides on their number, within what that may choose from. Of pods
 * that keep state of their own, more do not share what one has to do.
 */
export const shareLoad: Remedy = ({ finding, object, store }) => {
  const { kind, name, namespace } = finding.object;
  const { paused, replicas = 1 } = partOf(object, 'spec');
  const now = Number(replicas);
  const ready = Number(partOf(object, 'status').readyReplicas) || 0;
  const isWell = Number.isInteger(now) && now > 0 && ready >= now;
  if (kind !== 'Deployment' || paused === true || !isWell) {
    return [];
  }
  const autoscaler = store
    .list('HorizontalPodAutoscaler', { namespace })
    .find(
      ({ spec }) =>
        spec?.scaleTargetRef?.kind === kind &&
        spec.scaleTargetRef.name === name,
    );
  const maximum = Number(autoscaler?.spec?.maxReplicas) || MOST_REPLICAS;
  const wanted = Math.min(
    Math.ceil(now * STEP),
    maximum,
    Math.max(MOST_REPLICAS, now),
  );
  if (wanted <= now) {
    return [];
  }
  return autoscaler
    ? [
        {
          title: `Let ${name} have at least ${wanted} replicas`,
          why: `Its autoscaler may choose up to ${maximum}, and has chosen ${now}.`,
          operation: {
            id: 'kubernetes.scale-limits',
            target: finding.object,
            input: { minReplicas: wanted, maxReplicas: maximum },
          },
        },
      ]
    : [
        {
          title: `Scale ${name} up to ${wanted}`,
          why: `Its ${now} pods have more to do than their CPU lets them; more of them share it.`,
          operation: {
            id: 'kubernetes.scale',
            target: finding.object,
            input: { replicas: wanted },
          },
        },
      ];
};
