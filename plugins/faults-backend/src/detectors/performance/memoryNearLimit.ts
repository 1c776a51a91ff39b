import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { templateOf } from '../../topology';
import { limitOf } from '../../kubernetes/limitOf';
import { signalEvidence } from './signalEvidence';
import { signalsIn } from './signalsIn';
import { SOURCES } from './signalSources';

/** So much of its limit leaves little for what a pod does seldom. */
const NEAR = 0.9;

/** Workloads that are about to be ended for want of memory. Nothing suffers yet. */
export const memoryNearLimit = createDetector({
  id: 'memory-near-limit',
  title: 'Workloads that use nearly all the memory that they may',
  faults: [
    {
      id: 'memory-near-limit',
      category: 'performance',
      title: 'It may run out of memory soon',
    },
  ],
  subjects: ['Namespace'],

  detect(subject, { evidence, store }): FindingDraft[] {
    const namespace = subject.metadata?.name ?? '';
    return SOURCES.flatMap(source =>
      signalsIn(evidence.signals(), namespace, source)
        .filter(({ metric }) => metric === 'memory')
        .flatMap(signal => {
          const { object } = signal;
          const workload = store.get(object.kind, object);
          const limit = workload && limitOf(templateOf(workload), 'memory');
          return limit && signal.current > NEAR * limit
            ? [
                {
                  fault: 'memory-near-limit',
                  object,
                  message: `${object.name} uses ${Math.round(
                    (100 * signal.current) / limit,
                  )} % of the memory that it may use: it is ended when it needs more.`,
                  confidence: 0.55,
                  evidence: [signalEvidence(signal)],
                },
              ]
            : [];
        }),
    );
  },
});
