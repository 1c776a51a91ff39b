import { createOperation, step } from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import { targetRef } from '../live/targetRef';
import {
  cannotGo,
  podToRemove,
  previewRemoval,
  verifyRemoval,
  waitForEnd,
} from './podRemoval';

/** Deletes a pod, whatever disruption budgets say. */
export const deletePod = createOperation({
  id: 'kubernetes.delete-pod',
  title: 'Delete pod',
  kinds: ['Pod'],
  input: z.object({}).strict(),
  risk: ({ environment }) => (environment === 'prod' ? 'high' : 'medium'),
  describe: ({ name }) => `Delete ${name}`,
  unsuitable: cannotGo,

  preview: ctx =>
    previewRemoval(ctx, {
      by: 'deletion',
      summary: `Deletes the pod ${ctx.target.name}`,
      async ask(ref) {
        const { cluster, signal, target } = ctx;
        await cluster.delete(ref, { dryRun: true, uid: target.uid, signal });
        return true;
      },
    }),

  plan: () => [
    { id: 'delete', title: 'Delete the pod' },
    { id: 'end', title: 'Wait until it has ended' },
  ],

  steps: {
    delete: {
      async run(ctx) {
        const { cluster, signal, target } = ctx;
        if (await podToRemove(ctx)) {
          await cluster.delete(targetRef(target), { uid: target.uid, signal });
        }
        return step.done();
      },
    },
    end: waitForEnd,
  },

  verify: verifyRemoval,
  undo: () => ({ impossible: 'A pod that was deleted does not come back' }),
});
