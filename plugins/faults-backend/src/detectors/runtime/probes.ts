import { DECISIVE_CONFIDENCE } from '@groundcrew/plugin-faults-common';
import {
  createDetector,
  type FaultType,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { containersOf } from '../../kubernetes/containers';
import { saidBy, seenIn } from '../../kubernetes/evidence';
import type { ProbeKind } from '../../kubernetes/probes';
import { isOver, refOf, workloadOf } from '../../topology';
import { harmfulProbe, type HarmfulProbe } from './harmfulProbe';
import { isDownUnready } from './isDownUnready';
import { isSlowerThanBefore } from './isSlowerThanBefore';
import { judgeProbe, type ProbeJudgement } from './judgeProbe';

const KINDS: readonly ProbeKind[] = ['startup', 'liveness', 'readiness'];

const WRONG: Record<ProbeJudgement['wrong'], string> = {
  port: 'asks at a port on which nothing listens',
  protocol: 'speaks another protocol than the container',
  path: 'asks for a path that the container does not have',
  timing: 'does not give the container the time that it needs',
  failing: 'fails',
};

/** A container is restarted, or gets no requests, because a probe of it asks at the wrong place, in the wrong way or too soon. */
export const probes = createDetector({
  id: 'probes',
  title: 'Probes that do harm',
  faults: KINDS.flatMap(kind =>
    Object.entries(WRONG).map(
      ([wrong, what]): FaultType => ({
        id: `${kind}-probe-${wrong}`,
        category: 'runtime',
        title: `The ${kind} probe ${what}`,
        isGeneral: wrong === 'failing',
      }),
    ),
  ),
  subjects: ['Pod'],

  *detect(pod, context): Iterable<FindingDraft> {
    if (
      !pod.spec?.nodeName ||
      isOver(pod) ||
      pod.metadata?.deletionTimestamp ||
      asList(pod.status?.containerStatuses).length === 0
    ) {
      return;
    }
    for (const container of containersOf(pod)) {
      for (const kind of KINDS) {
        const harmful = harmfulProbe(context, pod, container, kind);
        if (harmful) {
          const { wrong, ...judgement } = judgeProbe(harmful.failing);
          const { patienceSeconds } = harmful.failing;
          const isSure =
            wrong === 'failing' &&
            kind === 'readiness' &&
            (isDownUnready(pod, container, patienceSeconds, context) ||
              isSlowerThanBefore(pod, container, patienceSeconds, context));
          yield {
            fault: `${kind}-probe-${wrong}`,
            object: refOf(workloadOf(context.store, pod)),
            message: `The ${kind} probe of container '${container.name}' ${
              WRONG[wrong]
            }: ${question(harmful)}.`,
            // Why it says so nobody knows, but that nothing serves, or that what was released does not, is sure.
            confidence: isSure ? DECISIVE_CONFIDENCE : judgement.confidence,
            evidence: [
              seenIn(
                pod,
                `${container.path}.${kind}Probe`,
                `It asks ${question(harmful)}; the container declares ${inWords(
                  harmful.failing.declared,
                )}.`,
              ),
              ...harmful.events.slice(-1).map(event => saidBy(event, pod)),
              ...harmful.kills.slice(-1).map(event => saidBy(event, pod)),
            ],
          };
        }
      }
    }
  },
});

function question({ failing }: HarmfulProbe): string {
  const { handler, patienceSeconds } = failing;
  const how = {
    httpGet: `with HTTP for ${(asText(handler.path) || '/').slice(0, 200)}`,
    grpc: 'with gRPC',
    tcpSocket: 'with a TCP connection',
    exec: 'with a command',
  }[handler.protocol];
  const where = handler.port === undefined ? '' : ` at port ${handler.port}`;
  return `${how}${where}, and gives up after ${patienceSeconds} s`;
}

function inWords(ports: ReadonlySet<number>): string {
  return ports.size === 0 ? 'no ports' : `port ${[...ports].join(', ')}`;
}
