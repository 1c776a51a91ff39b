import { ConflictError, InputError } from '@backstage/errors';
import {
  createOperation,
  step,
  type PreviewContext,
} from '@groundcrew/plugin-operations-node';
import { z } from 'zod/v3';
import { amountsDifference, amountsInWords } from '../amounts/amountsInWords';
import {
  AMOUNTS,
  amountsOf,
  changedAmounts,
  inBase,
  isSameAmounts,
  NO_AMOUNT,
  withAmounts,
  type Amounts,
} from '../amounts/containerAmounts';
import {
  containerOf,
  replaceAmounts,
  resourcesPatch,
  type FoundResources,
} from '../amounts/containerResources';
import { refuseAmounts } from '../amounts/refuseAmounts';
import { budgetsOf } from '../budgets/budgetsOf';
import { amountImpacts } from '../impacts/amountImpacts';
import { rolloutImpacts } from '../impacts/rolloutImpacts';
import { changeOnce, takeBackOnce } from '../live/changeOnce';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { cannotRollOut } from '../workloads/cannotRollOut';
import { rolloutDisruptions } from '../workloads/rolloutDisruptions';
import { rolloutHealth } from '../workloads/rolloutHealth';
import { waitForNewPods } from '../workloads/waitForNewPods';
import { asWorkload, ROLLED_OUT_KINDS } from '../workloads/Workload';
import { workloadInMemory } from '../workloads/workloadInMemory';

const MAX_QUANTITY_LENGTH = 24;
const MAX_CONTAINER_LENGTH = 63;
const THIRTY_MINUTES_MS = 30 * 60_000;
const WHAT = 'its requests and limits';

const quantitySchema = z
  .string()
  .trim()
  .max(MAX_QUANTITY_LENGTH)
  .refine(
    text => text === NO_AMOUNT || (inBase(text) ?? 0) > 0,
    `not an amount, such as 250m or 384Mi, nor '${NO_AMOUNT}'`,
  )
  .optional();

const amountsSchema = z.object({
  cpuRequest: quantitySchema,
  cpuLimit: quantitySchema,
  memoryRequest: quantitySchema,
  memoryLimit: quantitySchema,
});

const inputSchema = amountsSchema
  .extend({ container: z.string().min(1).max(MAX_CONTAINER_LENGTH) })
  .strict();

type Input = z.infer<typeof inputSchema>;

const argsSchema = z.object({
  previous: amountsSchema,
  amounts: amountsSchema,
});

/** Sets how much CPU and memory one container of a workload requests and may use, as `kubectl set resources` does. */
export const setResources = createOperation({
  id: 'kubernetes.set-resources',
  title: 'Set resources…',
  kinds: ROLLED_OUT_KINDS,
  input: inputSchema,
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: ({ name, input }) =>
    `Give ${input.container} of ${name} ${amountsInWords(input)}`,
  // As with an image: pods that get no node, or crash still, would leave a rollout half done.
  rollBackOnFailure: true,
  verifyTimeoutMs: THIRTY_MINUTES_MS,

  unsuitable(ctx) {
    const workload = workloadInMemory(ctx);
    return (
      workload &&
      (ownedElsewhere(managementOf(ctx.store, workload), WHAT) ??
        cannotRollOut(workload))
    );
  },

  fields(ctx) {
    const { containers = [], initContainers = [] } =
      workloadInMemory(ctx)?.spec?.template?.spec ?? {};
    const now = amountsOf(containers[0] ?? {});
    return [
      {
        type: 'choice',
        name: 'container',
        label: 'Container',
        required: true,
        options: [...containers, ...initContainers].map(container => ({
          value: container.name,
          label: container.name,
          description: amountsInWords(amountsOf(container)),
        })),
        default: containers[0]?.name,
      },
      ...AMOUNTS.map(({ field, label }) => ({
        type: 'text' as const,
        name: field,
        label,
        description: `Left empty it stays; '${NO_AMOUNT}' takes it away`,
        required: false,
        maxLength: MAX_QUANTITY_LENGTH,
        // Those of one container mean nothing for another.
        ...(containers.length + initContainers.length === 1 && {
          default: now[field],
        }),
      })),
    ];
  },

  async preview(ctx) {
    const { input, store, target } = ctx;
    const { container } = input;
    const workload = asWorkload(await readTarget(ctx));
    const found = containerOf(workload, container);
    const obstacle = cannotRollOut(workload);
    if (obstacle) {
      throw new ConflictError(`${target.name}: ${obstacle}`);
    }
    const before = amountsOf(found.container);
    const asked = changedAmounts(before, input);
    if (isSameAmounts(before, asked)) {
      throw new InputError(
        `${container} of ${target.name} has ${amountsInWords(asked)} already`,
      );
    }
    refuseAmounts({ store, workload, container, before, after: asked });
    const ref = targetRef(target);
    const after = await amountsAfter(ctx, found);
    return {
      summary: `Gives ${container} of ${target.name} ${amountsDifference(
        before,
        after,
      )}`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: AMOUNTS.filter(
            ({ field }) => inBase(before[field]) !== inBase(after[field]),
          ).map(
            ({ of, resource }) =>
              `spec.template.spec.${found.list}[${container}].resources.${of}.${resource}`,
          ),
          before: view(found, before),
          after: view(found, after),
        },
      ],
      impacts: [
        ...amountImpacts(before, after),
        ...rolloutImpacts(
          workload,
          budgetsOf(store, {
            namespace: target.namespace,
            labels: workload.spec?.template?.metadata?.labels,
          }),
        ),
        ...managerImpacts(managementOf(store, workload), WHAT),
      ],
      disruptions: rolloutDisruptions(ref, workload),
    };
  },

  async plan(ctx) {
    const found = containerOf(
      asWorkload(await readTarget(ctx)),
      ctx.input.container,
    );
    const previous = amountsOf(found.container);
    const amounts = await amountsAfter(ctx, found);
    return [
      {
        id: 'set-resources',
        title: `Set the resources of ${ctx.input.container}`,
        args: { previous, amounts },
      },
      { id: 'roll-out', title: 'Wait for the rollout' },
    ];
  },

  steps: {
    'set-resources': {
      async run(ctx) {
        const { amounts, previous } = argsSchema.parse(ctx.args);
        const { container } = ctx.input;
        await changeOnce(ctx, {
          name: 'resources',
          patchFor: live =>
            replaceAmounts(live, container, { from: previous, to: amounts }),
        });
        return step.done(`instead of ${amountsInWords(previous)}`, {
          previous,
          amounts,
        });
      },
      async undo(ctx) {
        const { amounts, previous } = argsSchema.parse(ctx.args);
        await takeBackOnce(ctx, {
          name: 'resources',
          patchFor: live =>
            replaceAmounts(live, ctx.input.container, {
              from: amounts,
              to: previous,
            }),
        });
      },
    },
    'roll-out': waitForNewPods<Input>((container, { input, resultOf }) => {
      const { amounts } = argsSchema.parse(resultOf('set-resources'));
      return (
        container.name === input.container &&
        // A pod that states no request gets one from its limit.
        AMOUNTS.every(({ field, of }) =>
          of === 'requests' && amounts[field] === undefined
            ? true
            : inBase(amountsOf(container)[field]) === inBase(amounts[field]),
        )
      );
    }),
  },

  async verify(ctx) {
    const { amounts } = argsSchema.parse(ctx.resultOf('set-resources'));
    const workload = asWorkload(await readTarget(ctx));
    const now = amountsOf(containerOf(workload, ctx.input.container).container);
    return isSameAmounts(now, amounts)
      ? rolloutHealth(workload)
      : {
          outcome: 'failed',
          message: `somebody set ${amountsInWords(now)} since`,
        };
  },

  undo({ input: { container }, resultOf }) {
    const { amounts, previous } = argsSchema.parse(resultOf('set-resources'));
    const back: Amounts = {};
    for (const { field } of AMOUNTS) {
      if (inBase(previous[field]) !== inBase(amounts[field])) {
        back[field] = previous[field] ?? NO_AMOUNT;
      }
    }
    return {
      operation: 'kubernetes.set-resources',
      input: { container, ...back },
    };
  },
});

/** As the API server would make them of what is asked for: it, and who else has a say, may fill in what is left out. */
async function amountsAfter(
  { cluster, input, signal, target }: PreviewContext<Input>,
  found: FoundResources,
): Promise<Amounts> {
  const wanted = changedAmounts(amountsOf(found.container), input);
  const live = await cluster.patch(
    targetRef(target),
    resourcesPatch(found, wanted),
    { dryRun: true, uid: target.uid, signal },
  );
  return amountsOf(containerOf(asWorkload(live), input.container).container);
}

function view({ container, list }: FoundResources, amounts: Amounts): object {
  const { name } = container;
  const resources = withAmounts({}, amounts);
  return { spec: { template: { spec: { [list]: [{ name, resources }] } } } };
}
