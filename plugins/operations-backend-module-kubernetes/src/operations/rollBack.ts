import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import type { LiveObject } from '@groundcrew/plugin-clusters-node';
import {
  createOperation,
  step,
  type RunContext,
} from '@groundcrew/plugin-operations-node';
import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { z } from 'zod/v3';
import { budgetsOf } from '../budgets/budgetsOf';
import { rolloutImpacts } from '../impacts/rolloutImpacts';
import { changeOnce, takeBackOnce, type Patch } from '../live/changeOnce';
import { readTarget, type TargetReading } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { managementOf } from '../managers/managementOf';
import { managerImpacts } from '../managers/managerImpacts';
import { ownedElsewhere } from '../managers/ownedElsewhere';
import { changedFields } from '../revisions/changedFields';
import { readRevisions } from '../revisions/readRevisions';
import type { Revision, RevisionSource } from '../revisions/Revision';
import { revisionsOf } from '../revisions/revisionsOf';
import { templateView } from '../revisions/templateView';
import { listOf } from '../words/listOf';
import { cannotRollOut } from '../workloads/cannotRollOut';
import { rolloutDisruptions } from '../workloads/rolloutDisruptions';
import { rolloutHealth } from '../workloads/rolloutHealth';
import { waitForRollout } from '../workloads/waitForRollout';
import {
  asWorkload,
  ROLLED_OUT_KINDS,
  type Workload,
} from '../workloads/Workload';
import { workloadInMemory } from '../workloads/workloadInMemory';

const WHAT = 'the pod template';

const sourceSchema = z.object({ name: z.string(), uid: z.string() });

const inputSchema = z
  .object({ revision: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER) })
  .strict();

type Input = z.infer<typeof inputSchema>;

/** Revisions by the objects that keep them: their numbers change with a roll back. */
const argsSchema = z.object({
  to: sourceSchema,
  from: sourceSchema.optional(),
  previousRevision: z.number().optional(),
});

const resultSchema = argsSchema.omit({ from: true });

/** Gives a workload a pod template that it had before, as `kubectl rollout undo` does. */
export const rollBack = createOperation<Input>({
  id: 'kubernetes.roll-back',
  title: 'Roll back to…',
  kinds: ROLLED_OUT_KINDS,
  input: inputSchema,
  risk: ({ environment }) => (environment === 'prod' ? 'medium' : 'low'),
  describe: ({ name, input }) => `Roll ${name} back to ${input.revision}`,
  // Not taken back by itself: it would lead to what somebody just wanted to get away from.
  rollBackOnFailure: false,

  unsuitable(ctx) {
    const workload = workloadInMemory(ctx);
    if (!workload) {
      return undefined;
    }
    return (
      ownedElsewhere(managementOf(ctx.store, workload), WHAT) ??
      cannotRollOut(workload) ??
      (revisionsInMemory(ctx.store, workload).every(each => each.isCurrent)
        ? 'it has no earlier revision'
        : undefined)
    );
  },

  fields(ctx) {
    const workload = workloadInMemory(ctx);
    const earlier = workload
      ? revisionsInMemory(ctx.store, workload).filter(each => !each.isCurrent)
      : [];
    return [
      {
        type: 'choice',
        name: 'revision',
        label: 'Revision',
        required: true,
        options: earlier.map(
          ({ revision, images, createdAt, changeCause }) => ({
            value: revision,
            label: `${revision}: ${listOf(images)}`,
            description: [createdAt && `from ${createdAt}`, changeCause]
              .filter(Boolean)
              .join(', '),
          }),
        ),
        default: earlier[0]?.revision,
      },
    ];
  },

  async preview(ctx) {
    const { cluster, input, signal, store, target } = ctx;
    const { workload, current, wanted } = await readChoice(ctx);
    const ref = targetRef(target);
    await cluster.patch(ref, templatePatch(wanted.template), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    const before = workload.spec?.template ?? {};
    return {
      summary: `Rolls ${target.name} back to revision ${
        input.revision
      } (${listOf(wanted.images)})${
        current ? ` from ${current.revision}` : ''
      }`,
      source: 'dry-run',
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: changedFields(before, wanted.template, 'spec.template'),
          before: templateView(before),
          after: templateView(wanted.template),
        },
      ],
      impacts: [
        ...rolloutImpacts(
          workload,
          budgetsOf(store, {
            namespace: target.namespace,
            labels: before.metadata?.labels,
          }),
        ),
        ...managerImpacts(managementOf(store, workload), WHAT),
      ],
      disruptions: rolloutDisruptions(ref, workload),
    };
  },

  async plan(ctx) {
    const { current, wanted } = await readChoice(ctx);
    const args: z.infer<typeof argsSchema> = {
      to: wanted.source,
      from: current?.source,
      previousRevision: current?.revision,
    };
    return [
      {
        id: 'template',
        title: `Set the pod template of revision ${wanted.revision}`,
        args,
      },
      { id: 'roll-out', title: 'Wait for the rollout' },
    ];
  },

  steps: {
    template: {
      async run(ctx) {
        const { to, previousRevision } = argsSchema.parse(ctx.args);
        await changeToKept(ctx, to, changeOnce);
        return step.done(undefined, { to, previousRevision });
      },
      async undo(ctx) {
        const { from } = argsSchema.parse(ctx.args);
        if (!from) {
          throw new ConflictError('nobody knows which revision it had before');
        }
        await changeToKept(ctx, from, takeBackOnce);
      },
    },
    'roll-out': waitForRollout,
  },

  async verify(ctx) {
    const workload = asWorkload(await readTarget(ctx));
    const health = rolloutHealth(workload);
    if (health.outcome !== 'healthy') {
      return health;
    }
    // Only now does the workload's status say which revision it is at.
    const { to } = resultSchema.parse(ctx.resultOf('template'));
    const revisions = await readRevisions(ctx.cluster, workload, ctx.signal);
    const current = revisions.find(each => each.isCurrent);
    return current?.source.uid === to.uid
      ? health
      : {
          outcome: 'failed',
          message: `somebody changed its pod template since: it is at revision ${current?.revision}`,
        };
  },

  undo({ resultOf }) {
    const { previousRevision } = resultSchema.parse(resultOf('template'));
    return previousRevision === undefined
      ? { impossible: 'Nobody knows which revision it had before' }
      : {
          operation: 'kubernetes.roll-back',
          input: { revision: previousRevision },
        };
  },
});

function revisionsInMemory(
  store: Parameters<typeof managementOf>[0],
  workload: Workload,
): Revision[] {
  return revisionsOf(
    workload,
    store.ownedBy(workload.metadata?.uid ?? '') as RevisionSource[],
  );
}

async function readChoice({
  input,
  ...ctx
}: TargetReading & {
  input: { revision: number };
  cluster: RunContext<unknown>['cluster'];
}): Promise<{ workload: Workload; current?: Revision; wanted: Revision }> {
  const workload = asWorkload(await readTarget(ctx));
  const obstacle = cannotRollOut(workload);
  if (obstacle) {
    throw new ConflictError(`${ctx.target.name}: ${obstacle}`);
  }
  const revisions = await readRevisions(ctx.cluster, workload, ctx.signal);
  const wanted = revisions.find(({ revision }) => revision === input.revision);
  if (!wanted) {
    throw new NotFoundError(
      `${ctx.target.name} has no revision ${input.revision} (any more); there ${
        revisions.length === 1 ? 'is' : 'are'
      } ${listOf(revisions.map(({ revision }) => String(revision))) || 'none'}`,
    );
  }
  if (wanted.isCurrent) {
    throw new InputError(
      `${ctx.target.name} is at revision ${input.revision} already`,
    );
  }
  return { workload, wanted, current: revisions.find(each => each.isCurrent) };
}

/** Sets the pod template that a ReplicaSet or ControllerRevision keeps. */
async function changeToKept(
  ctx: RunContext<unknown>,
  kept: z.infer<typeof sourceSchema>,
  change: typeof changeOnce | typeof takeBackOnce,
): Promise<void> {
  const workload = asWorkload(await readTarget(ctx));
  const revisions = await readRevisions(ctx.cluster, workload, ctx.signal);
  const found = revisions.find(({ source }) => source.uid === kept.uid);
  await change(ctx, {
    name: 'template',
    patchFor(live: LiveObject): Patch {
      const obstacle = cannotRollOut(asWorkload(live));
      if (obstacle) {
        throw new ConflictError(obstacle);
      }
      if (!found) {
        throw new NotFoundError(
          `${kept.name}, which kept that revision, is gone`,
        );
      }
      return templatePatch(found.template);
    },
  });
}

/** As a JSON patch: a merge would keep what only the present template has. */
function templatePatch(template: PodTemplateSpec) {
  return [{ op: 'replace' as const, path: '/spec/template', value: template }];
}
