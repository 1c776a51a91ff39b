import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { templateOf } from '../../topology';
import { limitOf } from '../../kubernetes/limitOf';
import { signalEvidence } from './signalEvidence';
import { signalsIn } from './signalsIn';
import { SOURCES } from './signalSources';

/** A mean over some time that is so near to the limit has no room left. */
const AT = 0.95;

/** Workloads that use all the CPU that they may. Whether anybody waits for them, nobody knows by that alone. */
export const cpuAtLimit = createDetector({
  id: 'cpu-at-limit',
  title: 'Workloads that use all the CPU that they may',
  faults: [
    {
      id: 'cpu-at-limit',
      category: 'performance',
      title: 'It uses all the CPU that it may',
    },
  ],
  subjects: ['Namespace'],

  detect(subject, { evidence, store }): FindingDraft[] {
    const namespace = subject.metadata?.name ?? '';
    return SOURCES.flatMap(source =>
      signalsIn(evidence.signals(), namespace, source)
        .filter(({ metric }) => metric === 'cpu')
        .flatMap(signal => {
          const { object } = signal;
          const workload = store.get(object.kind, object);
          const limit = workload && limitOf(templateOf(workload), 'cpu');
          return limit && signal.current >= AT * limit
            ? [
                {
                  fault: 'cpu-at-limit',
                  object,
                  message: `${object.name} uses ${Math.round(
                    (100 * signal.current) / limit,
                  )} % of the CPU that it may use: it is slower than it could be.`,
                  confidence: 0.5,
                  evidence: [signalEvidence(signal)],
                },
              ]
            : [];
        }),
    );
  },
});
