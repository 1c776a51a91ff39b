import {
  step,
  type RunContext,
  type StepDefinition,
} from '@groundcrew/plugin-operations-node';
import type { Container, Pod } from 'kubernetes-types/core/v1';
import { readTarget } from '../live/readTarget';
import { rolloutHealth } from './rolloutHealth';
import { selectorText } from './selectorText';
import { stuckPod } from './stuckPod';
import { asWorkload } from './Workload';

const THIRTY_MINUTES_MS = 30 * 60_000;

/**
 * The step that waits until all pods of the target are new and available, and gives up as soon as one of the new ones says that it
 * will not be.
 *
 * @param isNew - whether a container of a pod is as the operation made it
 */
export function waitForNewPods<TInput>(
  isNew: (container: Container, context: RunContext<TInput>) => boolean,
): StepDefinition<TInput> {
  return {
    async run(ctx) {
      const workload = asWorkload(await readTarget(ctx));
      const { outcome, message } = rolloutHealth(workload);
      if (outcome === 'healthy') {
        return step.done(message);
      }
      const { cluster, signal, target } = ctx;
      const labelSelector = selectorText(workload.spec?.selector ?? {});
      const pods = await cluster.list(
        'Pod',
        { namespace: target.namespace, labelSelector },
        { signal },
      );
      const stuck = stuckPod(
        (pods as unknown as Pod[]).filter(({ spec }) =>
          [...(spec?.containers ?? []), ...(spec?.initContainers ?? [])].some(
            container => isNew(container, ctx),
          ),
        ),
        ctx.now,
      );
      return outcome === 'failed' || stuck
        ? step.failed(stuck ?? message)
        : step.waits(message);
    },
    timeoutMs: THIRTY_MINUTES_MS,
  };
}
