import { InputError } from '@backstage/errors';
import { createOperation, step } from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import { budgetsOf } from '../budgets/budgetsOf';
import { scaleImpacts } from '../impacts/scaleImpacts';
import { changedSince, changeOnce, takeBackOnce } from '../live/changeOnce';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { countOf } from '../words/countOf';
import { replicasHealth } from '../workloads/rolloutHealth';
import { asWorkload, readyPods, SCALED_KINDS } from '../workloads/Workload';
import { workloadInMemory } from '../workloads/workloadInMemory';

/** More than any cluster has; what config allows is checked besides. */
const MAX_INPUT = 1_000_000;

const replicasPatch = (replicas: number) => ({ spec: { replicas } });

/** What the plan hands its step, and that step hands on. */
const argsSchema = z.object({ previousReplicas: z.number() });

const WHAT = 'the number of replicas';

/** Sets how many pods a workload has. */
export const scale = createOperation({
  id: 'kubernetes.scale',
  title: 'Scale…',
  kinds: SCALED_KINDS,
  input: z
    .object({ replicas: z.number().int().min(0).max(MAX_INPUT) })
    .strict(),
  risk: ({ environment, input }) => {
    if (input?.replicas === 0) {
      return environment === 'prod' ? 'high' : 'medium';
    }
    return environment === 'prod' ? 'medium' : 'low';
  },
  describe: ({ name, input }) => `Scale ${name} to ${input.replicas}`,

  unsuitable(ctx) {
    const workload = workloadInMemory(ctx);
    if (!workload) {
      return undefined;
    }
    const management = managementOf(ctx.store, workload);
    const [autoscaler] = management.autoscalers;
    // One that is scaled to 0 is left alone by its autoscaler, which takes over again at 1.
    return autoscaler && workload.spec?.replicas !== 0
      ? `the autoscaler ${autoscaler.metadata?.name} decides on ${WHAT} and would set it back: change its limits instead`
      : ownedElsewhere(management, WHAT);
  },

  fields: ctx => [
    {
      type: 'integer',
      name: 'replicas',
      label: 'Replicas',
      required: true,
      minimum: 0,
      maximum: ctx.limits.maxReplicas,
      default: workloadInMemory(ctx)?.spec?.replicas,
    },
  ],

  async preview(ctx) {
    const { cluster, input, limits, signal, store, target } = ctx;
    if (input.replicas > limits.maxReplicas) {
      throw new InputError(
        `${input.replicas} replicas are more than the ${limits.maxReplicas} that are allowed here`,
      );
    }
    const workload = asWorkload(await readTarget(ctx));
    const current = workload.spec?.replicas ?? 1;
    const ref = targetRef(target);
    const after = await cluster.patch(ref, replicasPatch(input.replicas), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    return {
      summary:
        input.replicas === current
          ? `${target.name} has ${countOf(
              current,
              'replica',
            )} already: nothing changes`
          : `Changes ${target.name} from ${current} to ${countOf(
              input.replicas,
              'replica',
            )}`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: ['spec.replicas'],
          before: replicasPatch(current),
          after: replicasPatch(asWorkload(after).spec?.replicas ?? 1),
        },
      ],
      impacts: [
        ...scaleImpacts(
          workload,
          input.replicas,
          budgetsOf(store, {
            namespace: target.namespace,
            labels: workload.spec?.template?.metadata?.labels,
          }),
        ),
        ...managerImpacts(managementOf(store, workload), WHAT),
      ],
      disruptions:
        input.replicas < readyPods(workload)
          ? [
              {
                workload: ref,
                desired: current,
                ready: readyPods(workload),
                lowestReady: input.replicas,
              },
            ]
          : [],
    };
  },

  async plan(ctx) {
    const { spec } = asWorkload(await readTarget(ctx));
    return [
      {
        id: 'scale',
        title: `Set ${countOf(ctx.input.replicas, 'replica')}`,
        args: { previousReplicas: spec?.replicas ?? 1 },
      },
      { id: 'wait', title: 'Wait for the pods' },
    ];
  },

  steps: {
    scale: {
      async run(ctx) {
        const { previousReplicas } = argsSchema.parse(ctx.args);
        await changeOnce(ctx, {
          name: 'replicas',
          patchFor(live) {
            const now = asWorkload(live).spec?.replicas ?? 1;
            if (now !== previousReplicas && now !== ctx.input.replicas) {
              throw changedSince(live, `it has ${countOf(now, 'replica')}`);
            }
            return replicasPatch(ctx.input.replicas);
          },
        });
        return step.done(
          `${ctx.input.replicas} instead of ${previousReplicas}`,
          {
            previousReplicas,
          },
        );
      },
      async undo(ctx) {
        const { previousReplicas } = argsSchema.parse(ctx.args);
        await takeBackOnce(ctx, {
          name: 'replicas',
          patchFor(live) {
            const now = asWorkload(live).spec?.replicas ?? 1;
            if (now !== ctx.input.replicas) {
              throw changedSince(live, `it has ${countOf(now, 'replica')}`);
            }
            return replicasPatch(previousReplicas);
          },
        });
      },
    },
    wait: {
      async run(ctx) {
        const { outcome, message } = replicasHealth(
          asWorkload(await readTarget(ctx)),
          ctx.input.replicas,
        );
        if (outcome === 'failed') {
          return step.failed(message);
        }
        return outcome === 'healthy' ? step.done(message) : step.waits(message);
      },
    },
  },

  async verify(ctx) {
    return replicasHealth(
      asWorkload(await readTarget(ctx)),
      ctx.input.replicas,
    );
  },

  undo: ({ resultOf }) => ({
    operation: 'kubernetes.scale',
    input: {
      replicas: argsSchema.parse(resultOf('scale')).previousReplicas,
    },
  }),
});
