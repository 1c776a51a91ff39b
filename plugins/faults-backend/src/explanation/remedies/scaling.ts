import { partOf } from '../../changes/facts/json';
import {
  all,
  byHand,
  inShort,
  quotedIn,
  whereIs,
  type Remedies,
  type Remedy,
  type RemedyContext,
} from './Remedy';

const workload = ({ finding }: RemedyContext) => inShort(finding.object);

/** As many as its autoscaler has at least, which takes over from there; else one. */
const scaleUp: Remedy = ({ finding, store }) => {
  const { kind, name, namespace } = finding.object;
  const minimum = store
    .list('HorizontalPodAutoscaler', { namespace })
    .find(
      ({ spec }) =>
        spec?.scaleTargetRef?.kind === kind &&
        spec.scaleTargetRef.name === name,
    )?.spec?.minReplicas;
  const replicas = Math.max(1, Number(minimum) || 1);
  return [
    {
      title: `Scale ${name} up to ${replicas}`,
      why: 'Others call it, and nothing answers; ask whoever scaled it to nothing how many it should have.',
      operation: {
        id: 'kubernetes.scale',
        target: finding.object,
        input: { replicas },
      },
    },
  ];
};

/** Lets its target have half as many more. */
const raiseMaximum: Remedy = ({ finding, object, store }) => {
  const spec = partOf(object, 'spec');
  const { kind, name } = partOf(spec, 'scaleTargetRef');
  const maximum = Number(spec.maxReplicas);
  const { cluster, namespace } = finding.object;
  const isScaled =
    (kind === 'Deployment' || kind === 'StatefulSet') &&
    typeof name === 'string' &&
    store.has(kind, { namespace, name });
  return isScaled && Number.isInteger(maximum) && maximum > 0
    ? [
        {
          title: `Let ${name} have up to ${Math.ceil(maximum * 1.5)} replicas`,
          why: `Its autoscaler wants more than the ${maximum} that it may have now.`,
          operation: {
            id: 'kubernetes.scale-limits',
            target: { cluster, kind, namespace, name },
            input: {
              minReplicas: Math.max(1, Number(spec.minReplicas) || 1),
              maxReplicas: Math.ceil(maximum * 1.5),
            },
          },
        },
      ]
    : [];
};

/** What may be done about numbers of replicas, and what decides on them. */
export const scalingRemedies: Remedies = {
  'scaled-to-zero': all(
    scaleUp,
    byHand(
      context =>
        `Scale ${workload(
          context,
        )} up, or take it out of the configuration of those who call it`,
      () => 'Those who call it get no answer.',
    ),
  ),
  'autoscaler-target-missing': byHand(
    context =>
      `Bring back ${quotedIn(context)}, or delete ${workload(context)}${whereIs(
        context.finding.object,
      )}`,
    () => 'It has nothing to scale.',
  ),
  'autoscaler-requests-missing': byHand(
    context => {
      const [, container, resource] =
        /container '([^']{1,63})' requests no (\S{1,63})\./i.exec(
          context.finding.evidence.map(({ message }) => message).join('\n'),
        ) ?? [];
      return `Let container ${container ?? 'of its target'} request ${
        resource ?? 'what it is scaled by'
      }`;
    },
    context =>
      `${workload(context)} scales by use in relation to what is requested.`,
  ),
  'autoscaler-metrics-unavailable': byHand(
    context =>
      `Look at the source of metrics that ${workload(
        context,
      )} asks: metrics-server, or the adapter of custom metrics`,
    () => 'It does not scale without metrics.',
    'nothing',
  ),
  'autoscaler-at-maximum': all(
    raiseMaximum,
    byHand(
      context =>
        `Raise \`maxReplicas\` of ${workload(
          context,
        )}, or find out why there is so much to do`,
      () => 'It would scale further if it might.',
    ),
  ),
};
