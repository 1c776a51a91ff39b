import {
  createDetector,
  type FindingDraft,
  type Signal,
} from '@groundcrew/plugin-faults-node';
import { refOf } from '../../topology';
import { callGraph, type Caller } from './callGraph';
import { overloadIn } from './isOverloaded';
import { ownLatencies, type OwnLatency } from './ownLatencies';
import { signalEvidence } from './signalEvidence';
import { signalsIn } from './signalsIn';
import { SOURCES, sureOf } from './signalSources';

const LESS_SURE = 0.2;
const HARDLY_SURE = 0.25;
const UNLIKELY = 0.35;
/** What changes in what is called by something late, whether it is the cause or not. */
const OF_REQUESTS: readonly Signal['metric'][] = ['traffic', 'success-rate'];

/**
 * Workloads that answer more slowly than they did, although nothing that they call does and they do not lack CPU: what
 * comes and goes takes longer.
 */
export const networkDelay = createDetector({
  id: 'network-delay',
  title: 'Workloads that answer late by themselves',
  faults: [
    {
      id: 'network-delay',
      category: 'performance',
      title: 'It answers late, and nothing that it calls does',
    },
  ],
  subjects: ['Namespace'],

  detect(subject, context): FindingDraft[] {
    const namespace = subject.metadata?.name ?? '';
    return SOURCES.flatMap(source => {
      const signals = signalsIn(context.evidence.signals(), namespace, source);
      const latencies = ownLatencies(signals, namespace, context);
      if (latencies.length === 0) {
        return [];
      }
      const callers = callGraph(namespace, context);
      return [
        ...latencies
          // One that lacks CPU is late for that.
          .filter(({ name }) => !overloadIn(signals, name))
          .map(latency => ({
            ...late(latency, callers),
            confidence: sureOf(source) - doubtOf(latency, latencies),
          })),
        ...silentCallees(latencies, signals, callers).map(draft => ({
          ...draft,
          confidence: sureOf(source) - HARDLY_SURE,
        })),
      ];
    });
  },
});

/** The one that adds most is the likeliest. */
function doubtOf(latency: OwnLatency, latencies: OwnLatency[]): number {
  if (latency.isPushedBack) {
    return UNLIKELY;
  }
  return latency === latencies[0] ? 0 : LESS_SURE;
}

type Draft = Omit<FindingDraft, 'confidence'>;

function late(
  { name, own, signal, workload }: OwnLatency,
  callers: ReadonlyMap<string, Caller>,
): Draft {
  return {
    fault: 'network-delay',
    object: refOf(workload),
    message: `${name} takes ${Math.round(
      own,
    )} ms longer than it did, which nothing that it calls explains.`,
    evidence: [signalEvidence(signal)],
    explains: [...callers.values()]
      .filter(({ reaches }) => reaches.has(name))
      .map(caller => refOf(caller.workload)),
  };
}

/** What is called by something late, and has other traffic than usual, but no latency that anybody measures, may be what is slow. */
function silentCallees(
  latencies: OwnLatency[],
  signals: readonly Signal[],
  callers: ReadonlyMap<string, Caller>,
): Draft[] {
  return latencies.flatMap(({ calls, name }) =>
    [...calls].flatMap(callee => {
      const of = signals.filter(({ object }) => object.name === callee);
      const workload = callers.get(callee)?.workload;
      return workload &&
        of.some(({ metric }) => OF_REQUESTS.includes(metric)) &&
        of.every(({ metric }) => metric !== 'latency')
        ? [
            {
              fault: 'network-delay',
              object: refOf(workload),
              message: `${name} answers late, and ${callee}, whose latency nobody measures, has other traffic than usual.`,
              evidence: of.map(signalEvidence),
            },
          ]
        : [];
    }),
  );
}
