import {
  createDetector,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { refOf } from '../../topology';
import { callGraph } from './callGraph';
import { overloadIn, TOO_MUCH_THROTTLING } from './isOverloaded';
import { signalEvidence } from './signalEvidence';
import { affectedObjects, signalsIn } from './signalsIn';
import { SOURCES, sureOf } from './signalSources';

/** Workloads that want more CPU than their limits let them have. */
export const cpuOverload = createDetector({
  id: 'cpu-overload',
  title: 'Workloads that are held back by their CPU limits',
  faults: [
    {
      id: 'cpu-overload',
      category: 'performance',
      title: 'It needs more CPU than its limit',
    },
    {
      id: 'cpu-throttled',
      category: 'performance',
      title: 'Its CPU limit slows it down at its usual work',
    },
  ],
  subjects: ['Namespace'],

  detect(subject, context): FindingDraft[] {
    const { evidence } = context;
    const namespace = subject.metadata?.name ?? '';
    return SOURCES.flatMap(source => {
      const signals = signalsIn(evidence.signals(), namespace, source);
      const throttled = signals.filter(
        ({ current, metric }) =>
          metric === 'cpu-throttling' && current > TOO_MUCH_THROTTLING,
      );
      if (throttled.length === 0) {
        return [];
      }
      const callers = [...callGraph(namespace, context).values()];
      return affectedObjects(throttled).map((object): FindingDraft => {
        const overload = overloadIn(signals, object.name);
        const own = signals.filter(
          signal =>
            signal.object.name === object.name &&
            signal.metric.startsWith('cpu'),
        );
        return {
          fault: overload ? 'cpu-overload' : 'cpu-throttled',
          object,
          message: overload
            ? `${object.name} needs more CPU than its limit: it is stopped again and again while it works.`
            : `${object.name} is stopped again and again by its CPU limit, at no more work than usual.`,
          confidence: overload ? sureOf(source) + 0.05 : 0.55,
          evidence: own.map(signalEvidence),
          explains: overload
            ? callers
                .filter(({ reaches }) => reaches.has(object.name))
                .map(({ workload }) => refOf(workload))
            : [],
        };
      });
    });
  },
});
