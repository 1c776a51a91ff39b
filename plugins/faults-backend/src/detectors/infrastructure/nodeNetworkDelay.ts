import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { inWords } from '../../kubernetes/inWords';
import { asList } from '../../kubernetes/asList';
import { podsOf } from '../../topology';
import { isOverloaded } from '../performance/isOverloaded';
import { ownLatencies, type OwnLatency } from '../performance/ownLatencies';
import { signalEvidence } from '../performance/signalEvidence';
import { SOURCES, sureOf } from '../performance/signalSources';
import { affectedObjects, signalsIn } from '../performance/signalsIn';
import { lossAt } from './nodeNetworkLoss';

/**
 * Several workloads add latency that nothing below them explains, do not call each other, and share a node that has most of that
 * latency: it is the node's. One alone says nothing of its node.
 */
export const nodeNetworkDelay = createDetector({
  id: 'node-network-delay',
  title: 'Nodes that answer late',
  faults: [
    {
      id: 'node-network-delay',
      category: 'infrastructure',
      title: 'The network of the node is slow',
    },
  ],
  subjects: ['Namespace'],

  detect(subject, context): FindingDraft[] {
    const { evidence, store } = context;
    const namespace = subject.metadata?.name ?? '';
    return SOURCES.flatMap(source => {
      const signals = signalsIn(evidence.signals(), namespace, source);
      const latencies = ownLatencies(signals, namespace, context);
      if (
        latencies.length < 2 ||
        isOverloaded(signals) ||
        signals.some(({ object }) => lossAt(object.name, signals))
      ) {
        return [];
      }
      const total = latencies.reduce((sum, { own }) => sum + own, 0);
      const byNode = new Map<string, OwnLatency[]>();
      for (const latency of latencies.filter(
        ({ isPushedBack }) => !isPushedBack,
      )) {
        const [pod] = asList(podsOf(store, latency.workload));
        const node = pod?.spec?.nodeName;
        if (node) {
          byNode.set(node, [...(byNode.get(node) ?? []), latency]);
        }
      }
      return [...byNode].flatMap(([node, here]) => {
        const own = here.reduce((sum, latency) => sum + latency.own, 0);
        return own > total / 2 && haveUnrelated(here)
          ? [
              {
                fault: 'node-network-delay',
                object: { kind: 'Node', name: node },
                message: `Workloads on node ${node} answer late, each by itself: ${inWords(
                  here.map(({ name }) => name),
                )}.`,
                confidence: sureOf(source) + 0.04,
                evidence: here.map(({ signal }) => signalEvidence(signal)),
                explains: affectedObjects(signals),
              },
            ]
          : [];
      });
    });
  },
});

function haveUnrelated(latencies: OwnLatency[]): boolean {
  return latencies.some((one, at) =>
    latencies
      .slice(at + 1)
      .some(other => !one.calls.has(other.name) && !other.calls.has(one.name)),
  );
}
