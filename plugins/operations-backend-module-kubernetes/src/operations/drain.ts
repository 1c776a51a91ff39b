import { ConflictError, isError } from '@backstage/errors';
import { isFinal } from '@groundcrew/plugin-operations-common';
import {
  createOperation,
  step,
  type ChildState,
  type RunContext,
} from '@groundcrew/plugin-operations-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { z } from 'zod/v3';
import { drainDisruptions, drainImpacts } from '../impacts/drainImpacts';
import { changeOnce, takeBackOnce } from '../live/changeOnce';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import {
  podName,
  readPodsOfNode,
  type PodsByEvictability,
} from '../nodes/podsOfNode';
import { countOf } from '../words/countOf';
import { listOf } from '../words/listOf';

const TWO_HOURS_MS = 2 * 3_600_000;
const MAX_NAMES = 5;

const inputSchema = z
  .object({ evictUncontrolled: z.boolean().default(false) })
  .strict();

type Input = z.infer<typeof inputSchema>;

const cordonPatch = (unschedulable: boolean) => ({ spec: { unschedulable } });
const isCordoned = ({ spec }: { spec?: object }) =>
  (spec as { unschedulable?: boolean } | undefined)?.unschedulable === true;

/** Empties a node, as `kubectl drain` does: cordons it, then evicts its pods, each as an operation of its own. */
export const drain = createOperation({
  id: 'kubernetes.drain',
  title: 'Drain…',
  kinds: ['Node'],
  input: inputSchema,
  risk: ({ environment, input }) =>
    environment === 'prod' || input?.evictUncontrolled ? 'high' : 'medium',
  describe: ({ name }) => `Drain ${name}`,

  fields: () => [
    {
      type: 'boolean',
      name: 'evictUncontrolled',
      label: 'Also pods that nothing brings back',
      description:
        'Pods without a controller are gone for good. Without this, a node that has some is not drained.',
      required: false,
      default: false,
    },
  ],

  async preview(ctx) {
    const { cluster, input, signal, store, target } = ctx;
    const node = await readTarget(ctx);
    const pods = await readPodsOfNode(cluster, target.name, signal);
    refuseUncontrolled(pods, input);
    const ref = targetRef(target);
    await cluster.patch(ref, cordonPatch(true), {
      dryRun: true,
      uid: target.uid,
      signal,
    });
    const going = pods.evictable.length + pods.uncontrolled.length;
    return {
      summary: `Keeps new pods away from ${target.name} and evicts ${countOf(
        going,
        'pod',
      )}, as disruption budgets allow`,
      // The evictions are worked out: one after the other they change what is allowed.
      source: 'computed',
      // Without the pods: they come and go, and it stays the same operation.
      changes: [
        {
          object: ref,
          uid: target.uid,
          action: 'update',
          fields: ['spec.unschedulable'],
          before: cordonPatch(isCordoned(node)),
          after: cordonPatch(true),
        },
      ],
      impacts: drainImpacts(pods, store),
      disruptions: drainDisruptions(pods, store),
    };
  },

  async plan(ctx) {
    const wasCordoned = isCordoned(await readTarget(ctx));
    return [
      { id: 'cordon', title: 'Cordon the node', args: { wasCordoned } },
      { id: 'evict', title: 'Evict the pods' },
    ];
  },

  steps: {
    cordon: {
      async run(ctx) {
        const { wasCordoned } = ctx.args;
        await changeOnce(ctx, {
          name: 'drain',
          patchFor: () => cordonPatch(true),
        });
        return step.done(undefined, { wasCordoned });
      },
      // Also when it is cancelled: the node is wanted after all.
      async undo(ctx) {
        if (!ctx.args.wasCordoned) {
          await takeBackOnce(ctx, {
            name: 'drain',
            patchFor: () => cordonPatch(false),
          });
        }
      },
    },
    evict: { run: evictPods, timeoutMs: TWO_HOURS_MS },
  },

  async verify(ctx) {
    const node = await readTarget(ctx);
    if (!isCordoned(node)) {
      return { outcome: 'failed', message: 'somebody uncordoned it meanwhile' };
    }
    const left = leftToGo(
      await readPodsOfNode(ctx.cluster, ctx.target.name, ctx.signal),
    );
    return left.length === 0
      ? {
          outcome: 'healthy',
          message: 'only pods that belong to the node are left on it',
        }
      : {
          outcome: 'not-yet',
          message: `${countOf(left.length, 'pod')} still on it`,
        };
  },

  undo: ({ resultOf }) =>
    (resultOf('cordon') as { wasCordoned?: boolean }).wasCordoned
      ? { impossible: 'It was cordoned before, and pods do not come back' }
      : { operation: 'kubernetes.uncordon', input: {} },
});

async function evictPods(ctx: RunContext<Input>) {
  const { cluster, input, signal, target } = ctx;
  const pods = await readPodsOfNode(cluster, target.name, signal);
  refuseUncontrolled(pods, input);
  const heldUp: string[] = [];
  const failed: string[] = [];
  for (const pod of [...pods.evictable, ...pods.uncontrolled]) {
    const state = await startEviction(ctx, pod);
    if (state) {
      (hasFailed(state) ? failed : heldUp).push(inWords(pod, state));
    }
  }
  if (failed.length > 0) {
    return step.failed(`not evicted: ${shortList(failed)}`);
  }
  const left = leftToGo(pods).length;
  if (left === 0) {
    return step.done('every pod that had to go is gone');
  }
  return step.waits(
    heldUp.length > 0
      ? `${countOf(left, 'pod')} left: ${shortList(heldUp)}`
      : `${countOf(left, 'pod')} left, which are ending`,
  );
}

/** Undefined when the pod went by itself meanwhile. */
async function startEviction(
  { children, target: { cluster } }: RunContext<Input>,
  { metadata }: Pod,
): Promise<ChildState | undefined> {
  const { name = '', namespace, uid = '' } = metadata ?? {};
  try {
    // By its uid: asked again, also after a crash, it is the same part.
    return await children.start(uid, {
      operation: 'kubernetes.evict-pod',
      target: { cluster, kind: 'Pod', namespace, name, uid },
      input: {},
    });
  } catch (error) {
    if (isError(error) && /^(NotFound|Conflict)Error$/.test(error.name)) {
      return undefined;
    }
    throw error;
  }
}

/** Pods that go already count: the node is not empty before they are gone. */
function leftToGo(pods: PodsByEvictability): Pod[] {
  return [...pods.evictable, ...pods.uncontrolled, ...pods.terminating];
}

function hasFailed({ phase }: ChildState): boolean {
  return isFinal(phase) && phase !== 'succeeded';
}

function inWords(pod: Pod, { phaseReason }: ChildState): string {
  return `${podName(pod)} (${phaseReason})`;
}

function shortList(entries: readonly string[]): string {
  const more = entries.length - MAX_NAMES;
  return more > 0
    ? listOf([...entries.slice(0, MAX_NAMES), `${more} more`])
    : listOf(entries);
}

function refuseUncontrolled(
  { uncontrolled }: PodsByEvictability,
  { evictUncontrolled }: Input,
): void {
  if (uncontrolled.length > 0 && !evictUncontrolled) {
    throw new ConflictError(
      `nothing would bring back ${shortList(
        uncontrolled.map(podName),
      )}: move what they do elsewhere, or say that pods without a controller may go, too`,
    );
  }
}
