import {
  createDetector,
  type DetectorContext,
} from '@groundcrew/plugin-faults-node';
import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import { seenIn } from '../../kubernetes/evidence';
import { callsOf, refOf, workloadsIn, type Workload } from '../../topology';

/** A workload is scaled to nothing although others call it. */
export const scaledToZero = createDetector({
  id: 'scaled-to-zero',
  title: 'Workloads scaled to nothing that others need',
  faults: [
    {
      id: 'scaled-to-zero',
      category: 'runtime',
      title: 'It is scaled to nothing, and others need it',
    },
  ],
  subjects: ['Deployment', 'StatefulSet'],

  *detect(workload, context) {
    if ((workload as Workload).spec?.replicas !== 0) {
      return;
    }
    const callers = callersOf(workload, context);
    if (callers.length > 0) {
      const names = callers.map(({ metadata }) => `'${metadata?.name}'`);
      yield {
        fault: 'scaled-to-zero',
        object: refOf(workload),
        message: `${workload.kind} '${
          workload.metadata?.name
        }' is scaled to 0 replicas, and ${names.slice(0, 3).join(', ')}${
          names.length > 3 ? ` and ${names.length - 3} more` : ''
        } need it.`,
        confidence: 0.85,
        explains: callers.map(refOf),
        evidence: [
          seenIn(workload, 'spec.replicas', 'It asks for 0 replicas.'),
        ],
      };
    }
  },
});

/** Workloads that run, and call this one. */
function callersOf(
  { metadata }: KubernetesObject,
  { evidence, store }: DetectorContext,
): Workload[] {
  const { name = '', namespace = '' } = metadata ?? {};
  return workloadsIn(store, namespace).filter(
    workload =>
      workload.spec?.replicas !== 0 &&
      workload.metadata?.name !== name &&
      callsOf(store, evidence, workload).has(name),
  );
}
