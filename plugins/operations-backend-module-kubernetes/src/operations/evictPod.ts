import {
  ClusterRequestError,
  type ClusterClient,
} from '@groundcrew/plugin-clusters-node';
import { createOperation, step } from '@groundcrew/plugin-operations-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { z } from 'zod/v3';
import {
  budgetInWords,
  budgetsAmong,
  isExhausted,
  type DisruptionBudget,
} from '../budgets/budgetsOf';
import { failureOf } from '../live/failureOf';
import { targetRef } from '../live/targetRef';
import { listOf } from '../words/listOf';
import {
  cannotGo,
  podToRemove,
  previewRemoval,
  verifyRemoval,
  waitForEnd,
} from './podRemoval';

const ONE_HOUR_MS = 3_600_000;
const ASK_AGAIN_MS = 2_000;

/** Asks a pod to go, as soon as disruption budgets let it. */
export const evictPod = createOperation({
  id: 'kubernetes.evict-pod',
  title: 'Evict pod',
  kinds: ['Pod'],
  input: z.object({}).strict(),
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: ({ name }) => `Evict ${name}`,
  unsuitable: cannotGo,

  preview: ctx =>
    previewRemoval(ctx, {
      by: 'eviction',
      summary: `Evicts the pod ${ctx.target.name}, as disruption budgets allow`,
      async ask(ref) {
        const { cluster, signal, target } = ctx;
        try {
          await cluster.evict(ref, { dryRun: true, uid: target.uid, signal });
          return true;
        } catch (error) {
          // A budget forbids it at the moment, which is an impact and no error.
          if (isHeldUp(error)) {
            return false;
          }
          throw error;
        }
      },
    }),

  plan: () => [
    { id: 'evict', title: 'Evict the pod' },
    { id: 'end', title: 'Wait until it has ended' },
  ],

  steps: {
    evict: {
      async run(ctx) {
        const { cluster, signal, target } = ctx;
        const pod = await podToRemove(ctx);
        if (!pod) {
          return step.done('it is on its way');
        }
        try {
          await cluster.evict(targetRef(target), { uid: target.uid, signal });
          return step.done();
        } catch (error) {
          switch (failureOf(error)) {
            case 'throttled': {
              if (!isHeldUp(error)) {
                throw error;
              }
              const budgets = await holdingBudgets(cluster, pod, signal);
              return step.waits(
                budgets.length > 0
                  ? `held up by the ${listOf(budgets.map(budgetInWords))}`
                  : (error as Error).message,
                ASK_AGAIN_MS,
              );
            }
            // Another pod of that name: the one that was meant is gone.
            case 'conflict':
              return step.waits('the pod changed meanwhile');
            default:
              throw error;
          }
        }
      },
      timeoutMs: ONE_HOUR_MS,
    },
    end: waitForEnd,
  },

  verify: verifyRemoval,
  undo: () => ({ impossible: 'A pod that was evicted does not come back' }),
});

/** Whether a disruption budget forbids it; an API server that has too much to do answers alike. */
function isHeldUp(error: unknown): boolean {
  return (
    error instanceof ClusterRequestError &&
    error.failure === 'throttled' &&
    error.causes.some(({ reason }) => reason === 'DisruptionBudget')
  );
}

async function holdingBudgets(
  cluster: ClusterClient,
  { metadata }: Pod,
  signal: AbortSignal,
): Promise<DisruptionBudget[]> {
  const { labels, namespace } = metadata ?? {};
  const budgets = await cluster.list(
    'PodDisruptionBudget',
    { namespace },
    { signal },
  );
  return budgetsAmong(budgets as unknown as DisruptionBudget[], {
    namespace,
    labels,
  }).filter(isExhausted);
}
