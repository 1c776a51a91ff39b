import { ConflictError } from '@backstage/errors';
import type { Impact } from '@groundcrew/plugin-operations-common';
import {
  createOperation,
  step,
  type PreviewContext,
  type RunContext,
} from '@groundcrew/plugin-operations-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { z } from 'zod/v3';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { nodeOfPod, stateOfNode, type NodeOfPod } from '../nodes/nodeOfPod';
import {
  cannotGo,
  podToRemove,
  previewRemoval,
  verifyRemoval,
  waitForEnd,
} from './podRemoval';

const inputSchema = z.object({ force: z.boolean().default(false) }).strict();

type Input = z.infer<typeof inputSchema>;

/**
 * Deletes a pod, whatever disruption budgets say. By force, where its node does not answer any more: as `kubectl delete --force
 * --grace-period=0` does, without waiting for anybody to say that its containers have ended.
 */
export const deletePod = createOperation<Input>({
  id: 'kubernetes.delete-pod',
  title: 'Delete pod',
  kinds: ['Pod'],
  input: inputSchema,
  risk: ({ environment }) => (environment === 'prod' ? 'high' : 'medium'),
  describe: ({ name, input }) =>
    input.force ? `Delete ${name} by force` : `Delete ${name}`,

  unsuitable(ctx) {
    const { name, namespace } = ctx.target;
    const pod = ctx.store.get('Pod', { namespace, name });
    return pod?.metadata?.deletionTimestamp && lostNode(ctx.store, pod)
      ? undefined
      : cannotGo(ctx);
  },

  fields({ store, target: { name, namespace } }) {
    const pod = store.get('Pod', { namespace, name });
    const node = pod && lostNode(store, pod);
    return node
      ? [
          {
            type: 'boolean',
            name: 'force',
            label: `Do not wait for node ${node.name}`,
            description:
              'It does not answer, so it cannot say that the containers have ended',
            required: false,
            default: Boolean(pod.metadata?.deletionTimestamp),
          },
        ]
      : [];
  },

  async preview(ctx) {
    const node = await forcedFrom(ctx);
    const draft = await previewRemoval(ctx, {
      by: 'deletion',
      summary: node
        ? `Deletes the pod ${ctx.target.name} without waiting for node ${node.name}`
        : `Deletes the pod ${ctx.target.name}`,
      async ask(ref) {
        const { cluster, signal, target } = ctx;
        await cluster.delete(ref, {
          dryRun: true,
          uid: target.uid,
          signal,
          ...(node && { gracePeriodSeconds: 0 }),
        });
        return true;
      },
    });
    return node
      ? { ...draft, impacts: [forcedImpact(node), ...draft.impacts] }
      : draft;
  },

  plan: () => [
    { id: 'delete', title: 'Delete the pod' },
    { id: 'end', title: 'Wait until it has ended' },
  ],

  steps: {
    delete: {
      async run(ctx) {
        const { cluster, input, signal, target } = ctx;
        if (input.force) {
          return await deleteByForce(ctx);
        }
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

function lostNode(
  store: PreviewContext<Input>['store'],
  pod: Pod,
): NodeOfPod | undefined {
  const node = nodeOfPod(store, pod);
  return node && node.state !== 'answers' ? node : undefined;
}

/**
 * The node that is not waited for, looked at live; undefined where it is waited for.
 *
 * @throws ConflictError where that is not for us to decide
 */
async function forcedFrom(
  ctx: PreviewContext<Input>,
): Promise<NodeOfPod | undefined> {
  const { cluster, input, signal, target } = ctx;
  const pod = (await readTarget(ctx)) as unknown as Pod;
  const name = pod.spec?.nodeName;
  const live = name
    ? await cluster.get({ kind: 'Node', name }, { signal })
    : undefined;
  const state = stateOfNode(live as Parameters<typeof stateOfNode>[0]);
  if (!input.force) {
    if (pod.metadata?.deletionTimestamp) {
      throw new ConflictError(
        `${target.name} goes already${
          name && state !== 'answers'
            ? `, and node ${name} does not say that it has: it can be deleted by force`
            : ''
        }`,
      );
    }
    return undefined;
  }
  if (!name || state === 'answers') {
    throw new ConflictError(
      name
        ? `Node ${name} answers: it ends ${target.name} by itself, and says when it has`
        : `${target.name} is on no node: it goes without force`,
    );
  }
  return { name, state };
}

/** Asked again, the pod has gone. A node that has come back meanwhile ends it by itself. */
async function deleteByForce({ cluster, signal, target }: RunContext<Input>) {
  const ref = targetRef(target);
  const live = await cluster.get(ref, { signal });
  if (live?.metadata.uid !== target.uid) {
    return step.done('it is gone');
  }
  const name = (live as unknown as Pod).spec?.nodeName ?? '';
  const node = await cluster.get({ kind: 'Node', name }, { signal });
  if (stateOfNode(node as Parameters<typeof stateOfNode>[0]) === 'answers') {
    return step.failed(`node ${name} answers again, and ends it by itself`);
  }
  await cluster.delete(ref, {
    uid: target.uid,
    gracePeriodSeconds: 0,
    signal,
  });
  return step.done(`without waiting for node ${name}`);
}

function forcedImpact({ name, state }: NodeOfPod): Impact {
  return state === 'gone'
    ? {
        severity: 'note',
        code: 'forced',
        message: `There is no node ${name} any more: nobody else will say that the pod has ended.`,
      }
    : {
        severity: 'danger',
        code: 'forced',
        message: `Nobody says that its containers have ended: if node ${name} is only cut off, they run on beside the pod that takes their place, and both may write to the same data.`,
      };
}
