import {
  createDetector,
  type FindingDraft,
  type Signal,
} from '@groundcrew/plugin-faults-node';
import { refOf } from '../../topology';
import { signalEvidence } from '../performance/signalEvidence';
import { SOURCES, sureOf } from '../performance/signalSources';
import { affectedObjects } from '../performance/signalsIn';

/** Segments a second: about one in a hundred of what a quiet node sends. */
const NOTICEABLE = 1;
/** A node that talks to one that loses packets sends some again as well, but far fewer. */
const TIMES_ITS_PEERS = 5;
const TIMES_ITS_PAST = 10;

/** A node sends again what got lost, far more than it did, and far more than the others. */
export const nodeNetworkLoss = createDetector({
  id: 'node-network-loss',
  title: 'Nodes whose packets get lost',
  faults: [
    {
      id: 'node-network-loss',
      category: 'infrastructure',
      title: 'The network of the node loses packets',
    },
  ],
  subjects: ['Node'],

  detect(node, { evidence }): FindingDraft[] {
    const name = node.metadata?.name ?? '';
    const all = evidence.signals();
    return SOURCES.flatMap(source => {
      const signals = all.filter(signal => signal.source === source);
      const loss = lossAt(name, signals);
      return loss
        ? [
            {
              fault: 'node-network-loss',
              object: refOf(node),
              message: `Packets of node ${name} get lost: it sends ${loss.current.toFixed(
                1,
              )} segments a second again.`,
              confidence: sureOf(source) + 0.07,
              evidence: [signalEvidence(loss)],
              explains: affectedObjects(signals),
            },
          ]
        : [];
    });
  },
});

/** What shows that a node loses packets. */
export function lossAt(
  node: string,
  signals: readonly Signal[],
): Signal | undefined {
  const sentAgain = signals.filter(
    ({ metric }) => metric === 'tcp-retransmissions',
  );
  const own = sentAgain.find(({ object }) => object.name === node);
  const peers = sentAgain
    .filter(signal => signal !== own)
    .map(({ current }) => current);
  return own &&
    own.current >= NOTICEABLE &&
    own.current > TIMES_ITS_PAST * Math.max(own.normal ?? 0, 0.01) &&
    own.current > TIMES_ITS_PEERS * Math.max(0, ...peers)
    ? own
    : undefined;
}
