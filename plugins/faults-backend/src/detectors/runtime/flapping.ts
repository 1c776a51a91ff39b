import { createDetector } from '@groundcrew/plugin-faults-node';
import {
  containersOf,
  restartsOf,
  type PodContainer,
} from '../../kubernetes/containers';
import { wasKilled } from '../../kubernetes/exitCodes';
import { seenIn } from '../../kubernetes/evidence';
import { HOUR, timeOf } from '../../kubernetes/times';
import { isOver, refOf, workloadOf } from '../../topology';

const OFTEN = 5;

/** A container runs, and has been started again and again, the last time not long ago. */
export const flapping = createDetector({
  id: 'flapping',
  title: 'Containers that come and go',
  faults: [
    {
      id: 'container-flapping',
      category: 'runtime',
      title: 'It is started again and again',
      isGeneral: true,
    },
  ],
  subjects: ['Pod'],

  *detect(pod, { lookAgainAt, now, store }) {
    if (isOver(pod) || pod.metadata?.deletionTimestamp) {
      return;
    }
    for (const container of containersOf(pod)) {
      const { name, status } = container;
      const ended = timeOf(status?.lastState?.terminated?.finishedAt);
      const restarts = restartsOf(container);
      if (
        restarts < OFTEN ||
        !status?.state?.running ||
        ended === undefined ||
        isToldElsewhere(container)
      ) {
        continue;
      }
      const created = timeOf(pod.metadata?.creationTimestamp) ?? ended;
      // Restarts of last year, and one of today, are no flapping: the last hour is to be as bad as it was on average, at least.
      const hours = Math.max(1, (now - created) / HOUR);
      if (now - ended <= HOUR && restarts / hours >= 1) {
        lookAgainAt(ended + HOUR + 1_000);
        yield {
          fault: 'container-flapping',
          object: refOf(workloadOf(store, pod)),
          message: `Container '${name}' was started ${restarts} times again, the last time within the hour.`,
          confidence: 0.62,
          evidence: [
            seenIn(
              pod,
              `status.containerStatuses[${name}].restartCount`,
              `${restarts} restarts since ${pod.metadata?.creationTimestamp}.`,
            ),
          ],
        };
      }
    }
  },
});

/** Whether a probe, or want of memory, ends it: what is wrong then is known better. */
function isToldElsewhere({ spec, status }: PodContainer): boolean {
  const { exitCode, reason } = status?.lastState?.terminated ?? {};
  const isProbed = Boolean(spec.livenessProbe ?? spec.startupProbe);
  return reason === 'OOMKilled' || (isProbed && wasKilled(exitCode));
}
