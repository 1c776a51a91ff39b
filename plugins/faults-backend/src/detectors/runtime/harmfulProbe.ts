import type { ObjectOf, ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { DetectorContext } from '@groundcrew/plugin-faults-node';
import type { Container } from 'kubernetes-types/core/v1';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import {
  containersIn,
  restartsOf,
  waitingReason,
  type PodContainer,
} from '../../kubernetes/containers';
import { eventsAbout, timesSeen, wordsOf } from '../../kubernetes/events';
import { wasKilled } from '../../kubernetes/exitCodes';
import {
  declaredPorts,
  handlerOf,
  portNumber,
  probeOf,
  timesOf,
  type ProbeHandler,
  type ProbeKind,
} from '../../kubernetes/probes';
import { HOUR, isWithin, MINUTE, timeOf } from '../../kubernetes/times';
import { isReady, selects, templateOf, workloadOf } from '../../topology';
import type { FailingProbe } from './judgeProbe';

type Pod = ObjectOf<'Pod'>;
type Event = ObjectOf<'Event'>;

/** A probe that fails and does harm, and what the kubelet says of it. */
export interface HarmfulProbe {
  failing: FailingProbe;
  events: Event[];
  kills: Event[];
}

/** A service mesh redirects probes to itself under this path; what they were stands in the template. */
const REDIRECTED = '/app-health/';
const KILLED_BY_PROBE = /failed (?:liveness|startup) probe/;

/**
 * Whether a probe of a container fails and does harm: the container is restarted for it, or gets no requests. That the first
 * few fail while a container starts is as it should be.
 */
export function harmfulProbe(
  { lookAgainAt, now, store }: DetectorContext,
  pod: Pod,
  container: PodContainer,
  kind: ProbeKind,
): HarmfulProbe | undefined {
  const { spec, status } = container;
  const probe = probeAsWritten(store, pod, spec, kind);
  const handler = handlerOf(probe);
  if (!probe || !handler || !status || !suffers(pod, container, kind)) {
    return undefined;
  }
  const all = eventsAbout(store, pod, 'Unhealthy', 'Killing');
  const events = failuresOf(all, kind);
  const kills = all.filter(
    ({ message, reason }) =>
      reason === 'Killing' && KILLED_BY_PROBE.test(asText(message)),
  );
  const times = timesOf(probe);
  // Events live for an hour; a fault may live longer.
  const isUnheard = store.eventsOf(pod.metadata?.uid ?? '').length === 0;
  const end = status.lastState?.terminated;
  const wasEnded = wasKilled(end?.exitCode) && end?.reason !== 'OOMKilled';
  const patientUntil =
    (timeOf(status.state?.running?.startedAt) ?? 0) +
    times.patienceSeconds * 1_000 +
    MINUTE;
  if (isUnheard && kind === 'readiness' && now < patientUntil) {
    lookAgainAt(patientUntil);
    return undefined;
  }
  const isFailing = isUnheard
    ? kind === 'readiness' || (wasEnded && isWithin(end?.finishedAt, HOUR, now))
    : (kind !== 'readiness' && kills.length > 0) ||
      timesSeen(events) >= times.failureThreshold;
  if (!isFailing || (kind === 'readiness' && !isNodeReady(store, pod))) {
    return undefined;
  }
  const sibling = siblingOf(spec, kind, all);
  const started = timeOf(end?.startedAt);
  const finished = timeOf(end?.finishedAt);
  return {
    events,
    kills,
    failing: {
      kind,
      handler,
      port: portNumber(spec, handler.port),
      declared: declaredPorts(spec),
      served: new Set([
        ...(sibling?.number ? [sibling.number] : []),
        ...(declaredPorts(spec).size === 0
          ? servedPorts(store, pod, spec)
          : []),
      ]),
      passing:
        sibling?.number !== undefined &&
        sibling.number === portNumber(spec, handler.port)
          ? sibling.protocol
          : undefined,
      said: wordsOf(events),
      isUnheard,
      isSteady: Boolean(status.state?.running) && !status.restartCount,
      patienceSeconds: times.patienceSeconds,
      timeoutSeconds: times.timeoutSeconds,
      graceSeconds: Number(pod.spec?.terminationGracePeriodSeconds ?? 30),
      livedSeconds:
        started !== undefined && finished !== undefined
          ? (finished - started) / 1_000
          : undefined,
      hasStartupProbe: Boolean(spec.startupProbe),
    },
  };
}

function suffers(pod: Pod, container: PodContainer, kind: ProbeKind): boolean {
  const { status } = container;
  if (kind !== 'readiness') {
    return restartsOf(container) > 0 || waitingReason(container) !== '';
  }
  return (
    !isReady(pod) &&
    !status?.ready &&
    restartsOf(container) === 0 &&
    Boolean(status?.state?.running)
  );
}

function probeAsWritten(
  store: ObjectStore,
  pod: Pod,
  container: Container,
  kind: ProbeKind,
) {
  const probe = probeOf(container, kind);
  if (!asText(probe?.httpGet?.path).startsWith(REDIRECTED)) {
    return probe;
  }
  const written = containersIn(templateOf(workloadOf(store, pod)).spec).find(
    ({ name }) => name === container.name,
  );
  return probeOf(written?.spec, kind) ?? probe;
}

function failuresOf(events: Event[], kind: ProbeKind): Event[] {
  return events.filter(
    ({ message, reason }) =>
      reason === 'Unhealthy' && asText(message).toLowerCase().startsWith(kind),
  );
}

/** The other probe of a container that passes, and where and how it asks. */
function siblingOf(
  container: Container,
  kind: ProbeKind,
  events: Event[],
): { number?: number; protocol: ProbeHandler['protocol'] } | undefined {
  const other: ProbeKind = kind === 'readiness' ? 'liveness' : 'readiness';
  const probe = probeOf(container, other);
  const handler = handlerOf(probe);
  if (!probe || !handler || handler.port === undefined) {
    return undefined;
  }
  const isPassing =
    timesSeen(failuresOf(events, other)) < timesOf(probe).failureThreshold;
  return isPassing
    ? {
        number: portNumber(container, handler.port),
        protocol: handler.protocol,
      }
    : undefined;
}

/** The ports to which Services send what is for this pod. */
function servedPorts(
  store: ObjectStore,
  { metadata }: Pod,
  container: Container,
): number[] {
  return store
    .list('Service', { namespace: metadata?.namespace })
    .filter(service => selects(service, metadata?.labels))
    .flatMap(({ spec }) => asList(spec?.ports))
    .flatMap(
      ({ port, targetPort }) => portNumber(container, targetPort ?? port) ?? [],
    );
}

/** Whether the node of a pod reports: without it, nobody asks and nobody answers. */
function isNodeReady(store: ObjectStore, { spec }: Pod): boolean {
  const node = store.get('Node', { name: spec?.nodeName ?? '' });
  return !node || conditionOf(node, 'Ready')?.status === 'True';
}
