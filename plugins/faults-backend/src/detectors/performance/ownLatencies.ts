import type { DetectorContext, Signal } from '@groundcrew/plugin-faults-node';
import { callGraph, type Caller } from './callGraph';

/** Less than that of its latency is the uncertainty of the measurement. */
const OWN_SHARE = 0.25;

/** A workload that answers more slowly than it did, beyond what it waits for others. */
export interface OwnLatency extends Caller {
  /** Milliseconds that it adds itself. */
  own: number;
  /**
   * Whether it is called by one that is later by itself: to a slow caller it cannot hand over its answers either, so it need not
   * be slow.
   */
  isPushedBack: boolean;
  signal: Signal;
}

/** Which workloads of a namespace add latency themselves: what a callee adds is not its callers'. The most first. */
export function ownLatencies(
  signals: readonly Signal[],
  namespace: string,
  context: Pick<DetectorContext, 'evidence' | 'store'>,
): OwnLatency[] {
  const slow = signals.filter(
    signal => signal.metric === 'latency' && excess(signal) > 0,
  );
  if (slow.length === 0) {
    return [];
  }
  const excesses = new Map(
    slow.map(signal => [signal.object.name, excess(signal)]),
  );
  const callers = callGraph(namespace, context);
  const late = slow
    .flatMap(signal => {
      const caller = callers.get(signal.object.name);
      const waits = [...(caller?.reaches ?? [])].map(
        name => excesses.get(name) ?? 0,
      );
      const own = excess(signal) - Math.max(0, ...waits);
      return caller && own > OWN_SHARE * excess(signal)
        ? [{ ...caller, own, signal }]
        : [];
    })
    .sort((one, other) => other.own - one.own);
  return late.map(latency => ({
    ...latency,
    isPushedBack: late.some(
      other => other.own > latency.own && other.calls.has(latency.name),
    ),
  }));
}

function excess({ current, normal = 0 }: Signal): number {
  return current - normal;
}
