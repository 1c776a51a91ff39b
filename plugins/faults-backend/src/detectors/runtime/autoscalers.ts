import type { ObjectOf } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { MINUTE, timeOf } from '../../kubernetes/times';
import { refOf, templateOf } from '../../topology';

/** Metrics are of windows of up to a minute, and asked for every 15 s. */
const METRICS_COME_AFTER = 3 * MINUTE;

type Autoscaler = ObjectOf<'HorizontalPodAutoscaler'>;

/** Kinds of which we know whether an object exists. */
const KNOWN_TARGETS = new Set(['Deployment', 'StatefulSet', 'ReplicaSet']);

/** A HorizontalPodAutoscaler cannot do what it is there for. */
export const autoscalers = createDetector({
  id: 'autoscalers',
  title: 'Autoscalers that cannot scale',
  faults: [
    {
      id: 'autoscaler-target-missing',
      category: 'runtime',
      title: 'What the autoscaler should scale does not exist',
    },
    {
      id: 'autoscaler-requests-missing',
      category: 'runtime',
      title: 'The autoscaler needs requests that its target does not make',
    },
    {
      id: 'autoscaler-metrics-unavailable',
      category: 'runtime',
      title: 'The autoscaler gets no metrics',
    },
    {
      id: 'autoscaler-at-maximum',
      category: 'runtime',
      title: 'The autoscaler wants more replicas than it may have',
    },
  ],
  subjects: ['HorizontalPodAutoscaler'],

  *detect(autoscaler, context) {
    const { store } = context;
    const { name, namespace } = autoscaler.metadata ?? {};
    const { kind = '', name: targetName = '' } =
      autoscaler.spec?.scaleTargetRef ?? {};
    const target = KNOWN_TARGETS.has(kind)
      ? store.get(kind, { namespace, name: targetName })
      : undefined;
    if (KNOWN_TARGETS.has(kind) && !target) {
      yield {
        fault: 'autoscaler-target-missing',
        object: refOf(autoscaler),
        message: `${kind} '${targetName}', which HorizontalPodAutoscaler '${name}' should scale, does not exist.`,
        confidence: 0.8,
        isLasting: isConfirmed(autoscaler),
        evidence: [
          seenIn(autoscaler, 'spec.scaleTargetRef', `${kind} ${targetName}`),
        ],
      };
      return;
    }
    yield* withoutMetrics(autoscaler, target, context);
    yield* atMaximum(autoscaler, target);
  },
});

/** Its controller has looked for the target as well: it came before neither, nor is it about to go with it. */
function isConfirmed(autoscaler: Autoscaler): boolean {
  const able = conditionOf(autoscaler, 'AbleToScale');
  return able?.status === 'False' && able.reason === 'FailedGetScale';
}

type Target = Parameters<typeof templateOf>[0] | undefined;

function* withoutMetrics(
  autoscaler: Autoscaler,
  target: Target,
  { lookAgainAt, now }: DetectorContext,
): Iterable<FindingDraft> {
  const active = conditionOf(autoscaler, 'ScalingActive');
  // Scaled to nothing by somebody is no fault of its own.
  if (active?.status !== 'False' || active.reason === 'ScalingDisabled') {
    return;
  }
  const { name } = autoscaler.metadata ?? {};
  // Of pods that have just started there are no metrics yet.
  const since = timeOf(active.lastTransitionTime);
  const isNew = since !== undefined && now - since < METRICS_COME_AFTER;
  if (isNew) {
    lookAgainAt(since + METRICS_COME_AFTER);
  }
  const words = seenIn(
    autoscaler,
    'status.conditions',
    `${asText(active.reason)}: ${asText(active.message)}`,
  );
  const missing = target && requestMissing(autoscaler, target);
  yield missing && target
    ? {
        fault: 'autoscaler-requests-missing',
        object: refOf(autoscaler),
        message: `HorizontalPodAutoscaler '${name}' scales by use of ${missing.resource} in relation to its request, and container '${missing.container}' requests none.`,
        confidence: 0.85,
        evidence: [
          words,
          seenIn(
            target,
            'spec.template.spec.containers',
            `Container '${missing.container}' requests no ${missing.resource}.`,
          ),
        ],
      }
    : {
        fault: 'autoscaler-metrics-unavailable',
        object: refOf(autoscaler),
        message: `HorizontalPodAutoscaler '${name}' gets no metrics to scale by.`,
        confidence: isNew ? 0.4 : 0.65,
        evidence: [words],
      };
}

function requestMissing(
  { spec }: Autoscaler,
  target: NonNullable<Target>,
): { container: string; resource: string } | undefined {
  const containers = asList(templateOf(target).spec?.containers);
  for (const { resource } of asList(spec?.metrics)) {
    if (resource?.target?.type === 'Utilization') {
      const without = containers.find(
        ({ resources }) =>
          resources?.requests?.[resource.name] === undefined &&
          resources?.limits?.[resource.name] === undefined,
      );
      if (without) {
        return { container: without.name, resource: resource.name };
      }
    }
  }
  return undefined;
}

function* atMaximum(
  autoscaler: Autoscaler,
  target: Target,
): Iterable<FindingDraft> {
  const limited = conditionOf(autoscaler, 'ScalingLimited');
  const { maxReplicas } = autoscaler.spec ?? {};
  if (limited?.status === 'True' && limited.reason === 'TooManyReplicas') {
    yield {
      fault: 'autoscaler-at-maximum',
      object: refOf(autoscaler),
      message: `HorizontalPodAutoscaler '${autoscaler.metadata?.name}' wants more than the ${maxReplicas} replicas that it may have.`,
      confidence: 0.6,
      explains: target ? [refOf(target)] : [],
      evidence: [
        seenIn(autoscaler, 'status.conditions', asText(limited.message)),
      ],
    };
  }
}
