import { ConflictError } from '@backstage/errors';
import { createOperation, step } from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import { budgetsOf } from '../budgets/budgetsOf';
import { rolloutImpacts } from '../impacts/rolloutImpacts';
import { changeOnce } from '../live/changeOnce';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { managementOf } from '../managers/managementOf';
import { restartImpacts } from '../managers/managerImpacts';
import { countOf } from '../words/countOf';
import { cannotRollOut } from '../workloads/cannotRollOut';
import { rolloutDisruptions } from '../workloads/rolloutDisruptions';
import { rolloutHealth } from '../workloads/rolloutHealth';
import { waitForRollout } from '../workloads/waitForRollout';
import {
  asWorkload,
  ROLLED_OUT_KINDS,
  wantedPods,
} from '../workloads/Workload';
import { workloadInMemory } from '../workloads/workloadInMemory';

/** That of kubectl and of Argo CD: tools know that it is no difference from Git. */
const RESTARTED_AT = 'kubectl.kubernetes.io/restartedAt';

const restartPatch = (at: string) => ({
  spec: { template: { metadata: { annotations: { [RESTARTED_AT]: at } } } },
});

/**
 * Replaces every pod of a workload, as `kubectl rollout restart` does: by an annotation of its pod template, within its
 * own update strategy.
 */
export const restart = createOperation({
  id: 'kubernetes.restart',
  title: 'Restart',
  kinds: ROLLED_OUT_KINDS,
  input: z.object({}).strict(),
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: ({ name }) => `Restart ${name}`,

  unsuitable(ctx) {
    const workload = workloadInMemory(ctx);
    return workload && cannotRollOut(workload);
  },

  async preview(ctx) {
    const { cluster, signal, store, target } = ctx;
    const workload = asWorkload(await readTarget(ctx));
    const obstacle = cannotRollOut(workload);
    if (obstacle) {
      throw new ConflictError(
        `${target.name} cannot be restarted: ${obstacle}`,
      );
    }
    const ref = targetRef(target);
    await cluster.patch(ref, restartPatch('when it runs'), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    const before =
      workload.spec?.template?.metadata?.annotations?.[RESTARTED_AT];
    return {
      summary: `Replaces ${countOf(wantedPods(workload), 'pod')} of ${
        target.name
      }`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: [`spec.template.metadata.annotations["${RESTARTED_AT}"]`],
          before: before ? restartPatch(before) : {},
          after: restartPatch('when it runs'),
        },
      ],
      impacts: [
        ...rolloutImpacts(
          workload,
          budgetsOf(store, {
            namespace: target.namespace,
            labels: workload.spec?.template?.metadata?.labels,
          }),
        ),
        ...restartImpacts(managementOf(store, workload)),
      ],
      disruptions: rolloutDisruptions(ref, workload),
    };
  },

  plan: () => [
    { id: 'annotate', title: 'Change the pod template' },
    { id: 'roll-out', title: 'Wait for the rollout' },
  ],

  steps: {
    annotate: {
      async run(ctx) {
        await changeOnce(ctx, {
          name: 'restart',
          patchFor(live) {
            const obstacle = cannotRollOut(asWorkload(live));
            if (obstacle) {
              throw new ConflictError(obstacle);
            }
            return restartPatch(ctx.startedAt.toISOString());
          },
        });
        return step.done('its controller replaces the pods now');
      },
    },
    'roll-out': waitForRollout,
  },

  async verify(ctx) {
    const workload = asWorkload(await readTarget(ctx));
    const at = workload.spec?.template?.metadata?.annotations?.[RESTARTED_AT];
    return at === ctx.startedAt.toISOString()
      ? rolloutHealth(workload)
      : {
          outcome: 'failed',
          message: at
            ? `it was restarted by somebody else at ${at}`
            : 'somebody took the restart back: the annotation is gone from the pod template',
        };
  },

  undo: () => ({
    impossible: 'Pods that were replaced do not come back, and are not missed',
  }),
});
