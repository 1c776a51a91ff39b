import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { LiveObject } from '@groundcrew/plugin-clusters-node';
import {
  createOperation,
  step,
  type SuitabilityContext,
} from '@groundcrew/plugin-operations-node';
import type { HorizontalPodAutoscaler } from 'kubernetes-types/autoscaling/v2';
import { z } from 'zod/v3';
import { scaleLimitImpacts } from '../impacts/scaleLimitImpacts';
import { changedSince, changeOnce, takeBackOnce } from '../live/changeOnce';
import { readSame, readTarget } from '../live/readTarget';
import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { SCALED_KINDS } from '../workloads/Workload';
import { workloadInMemory } from '../workloads/workloadInMemory';

const MAX_INPUT = 1_000_000;
const WHAT = 'the limits of its autoscaler';

const limitsSchema = z.object({
  minReplicas: z.number().int().min(1).max(MAX_INPUT),
  maxReplicas: z.number().int().min(1).max(MAX_INPUT),
});

type Limits = z.infer<typeof limitsSchema>;

const argsSchema = z.object({
  autoscaler: z.object({ name: z.string(), uid: z.string() }),
  previous: limitsSchema.extend({ minReplicas: z.number() }),
});

const limitsPatch = ({ minReplicas, maxReplicas }: Limits) => ({
  spec: { minReplicas, maxReplicas },
});

function limitsOf(autoscaler: LiveObject | HorizontalPodAutoscaler): Limits {
  const spec = autoscaler.spec as HorizontalPodAutoscaler['spec'];
  return {
    minReplicas: spec?.minReplicas ?? 1,
    maxReplicas: spec?.maxReplicas ?? 1,
  };
}

/** The one autoscaler of the target, or why its limits cannot be set. */
function autoscalerOf(
  ctx: SuitabilityContext,
): { autoscaler: HorizontalPodAutoscaler } | { obstacle: string } | undefined {
  const workload = workloadInMemory(ctx);
  if (!workload) {
    return undefined;
  }
  const [autoscaler, ...others] = managementOf(ctx.store, workload).autoscalers;
  if (!autoscaler) {
    return {
      obstacle: 'no autoscaler decides on its replicas: scale it instead',
    };
  }
  if (others.length > 0) {
    return {
      obstacle: `${
        others.length + 1
      } autoscalers decide on its replicas, and work against each other: leave one`,
    };
  }
  // KEDA's ScaledObject, for example, owns the autoscaler that it made.
  const elsewhere = ownedElsewhere(
    managementOf(ctx.store, { ...autoscaler, kind: 'HorizontalPodAutoscaler' }),
    WHAT,
  );
  return elsewhere ? { obstacle: elsewhere } : { autoscaler };
}

/** Sets between which numbers of replicas the autoscaler of a workload may choose. */
export const scaleLimits = createOperation({
  id: 'kubernetes.scale-limits',
  title: 'Set scaling limits…',
  kinds: SCALED_KINDS,
  input: limitsSchema
    .strict()
    .refine(
      ({ minReplicas, maxReplicas }) => minReplicas <= maxReplicas,
      'the minimum may not be above the maximum',
    ),
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: ({ name, input }) =>
    `Let ${name} scale between ${input.minReplicas} and ${input.maxReplicas}`,

  unsuitable(ctx) {
    const found = autoscalerOf(ctx);
    return found && 'obstacle' in found ? found.obstacle : undefined;
  },

  fields(ctx) {
    const found = autoscalerOf(ctx);
    const now =
      found && 'autoscaler' in found ? limitsOf(found.autoscaler) : undefined;
    const field = {
      type: 'integer',
      required: true,
      minimum: 1,
      maximum: ctx.limits.maxReplicas,
    } as const;
    return [
      {
        ...field,
        name: 'minReplicas',
        label: 'Minimum',
        default: now?.minReplicas,
      },
      {
        ...field,
        name: 'maxReplicas',
        label: 'Maximum',
        default: now?.maxReplicas,
      },
    ];
  },

  async preview(ctx) {
    const { cluster, input, limits, signal, store, target } = ctx;
    if (input.maxReplicas > limits.maxReplicas) {
      throw new InputError(
        `${input.maxReplicas} replicas are more than the ${limits.maxReplicas} that are allowed here`,
      );
    }
    await readTarget(ctx);
    const live = await readAutoscaler(ctx);
    const { name, namespace, uid } = live.metadata;
    const ref = { kind: 'HorizontalPodAutoscaler', name, namespace };
    await cluster.patch(ref, limitsPatch(input), { dryRun: true, uid, signal });
    return {
      summary: `Lets ${name} choose between ${input.minReplicas} and ${input.maxReplicas} replicas of ${target.name}`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid,
          action: 'update',
          fields: ['spec.minReplicas', 'spec.maxReplicas'],
          before: limitsPatch(limitsOf(live)),
          after: limitsPatch(input),
        },
      ],
      impacts: [
        ...scaleLimitImpacts(live as HorizontalPodAutoscaler, input),
        ...managerImpacts(managementOf(store, live), WHAT),
      ],
    };
  },

  async plan(ctx) {
    const live = await readAutoscaler(ctx);
    const { name, uid } = live.metadata;
    return [
      {
        id: 'limit',
        title: `Set the limits of ${name}`,
        args: { autoscaler: { name, uid }, previous: limitsOf(live) },
      },
    ];
  },

  steps: {
    limit: {
      async run(ctx) {
        const { autoscaler, previous } = argsSchema.parse(ctx.args);
        await changeOnce(ctx, {
          name: 'limits',
          object: refOf(ctx, autoscaler),
          patchFor(live) {
            refuseOthers(live, [previous, ctx.input]);
            return limitsPatch(ctx.input);
          },
        });
        return step.done(undefined, { autoscaler, previous });
      },
      async undo(ctx) {
        const { autoscaler, previous } = argsSchema.parse(ctx.args);
        await takeBackOnce(ctx, {
          name: 'limits',
          object: refOf(ctx, autoscaler),
          patchFor(live) {
            refuseOthers(live, [ctx.input]);
            return limitsPatch(previous);
          },
        });
      },
    },
  },

  async verify(ctx) {
    const { autoscaler } = argsSchema.parse(ctx.resultOf('limit'));
    const live = await readSame(
      ctx.cluster,
      refOf(ctx, autoscaler),
      ctx.signal,
    );
    const now = limitsOf(live);
    return isSame(now, ctx.input)
      ? {
          outcome: 'healthy',
          message: `${autoscaler.name} chooses between ${now.minReplicas} and ${now.maxReplicas}`,
        }
      : {
          outcome: 'failed',
          message: `somebody set ${now.minReplicas} and ${now.maxReplicas} since`,
        };
  },

  undo({ resultOf }) {
    const { previous } = argsSchema.parse(resultOf('limit'));
    return previous.minReplicas >= 1
      ? { operation: 'kubernetes.scale-limits', input: previous }
      : { impossible: 'It could be scaled to 0 before, which this cannot set' };
  },
});

async function readAutoscaler(
  ctx: SuitabilityContext & Parameters<typeof readTarget>[0],
): Promise<LiveObject> {
  const found = autoscalerOf(ctx);
  if (!found) {
    throw new NotFoundError(`${ctx.target.name} is not known yet`);
  }
  if ('obstacle' in found) {
    throw new ConflictError(found.obstacle);
  }
  const { name = '', uid = '' } = found.autoscaler.metadata ?? {};
  return readSame(ctx.cluster, refOf(ctx, { name, uid }), ctx.signal);
}

function refOf(
  { target }: Pick<SuitabilityContext, 'target'>,
  { name, uid }: { name: string; uid: string },
) {
  const { namespace } = target;
  return { kind: 'HorizontalPodAutoscaler', namespace, name, uid };
}

function isSame(left: Limits, right: Limits): boolean {
  return (
    left.minReplicas === right.minReplicas &&
    left.maxReplicas === right.maxReplicas
  );
}

function refuseOthers(live: LiveObject, expected: Limits[]): void {
  const now = limitsOf(live);
  if (!expected.some(each => isSame(each, now))) {
    throw changedSince(
      live,
      `its limits are ${now.minReplicas} and ${now.maxReplicas}`,
    );
  }
}
