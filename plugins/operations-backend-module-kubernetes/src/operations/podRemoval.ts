import type { LocalRef } from '@groundcrew/plugin-clusters-node';
import {
  step,
  type PreviewContext,
  type PreviewDraft,
  type RunContext,
  type StepDefinition,
  type SuitabilityContext,
  type Verification,
} from '@groundcrew/plugin-operations-node';
import type { Pod } from 'kubernetes-types/core/v1';
import { podDisruptions, podImpacts } from '../impacts/podImpacts';
import { readTarget } from '../live/readTarget';
import { targetRef } from '../live/targetRef';
import { evictabilityOf } from '../nodes/evictabilityOf';

const THIRTY_MINUTES_MS = 30 * 60_000;

/** Why a pod should not be asked to go. */
export function cannotGo({
  store,
  target: { name, namespace },
}: SuitabilityContext): string | undefined {
  const pod = store.get('Pod', { namespace, name });
  switch (pod && evictabilityOf(pod)) {
    case 'mirror':
      return 'the kubelet runs it from a file of its node: change it there';
    case 'terminating':
      return 'it goes already';
    default:
      return undefined;
  }
}

/** What it means that the target, a pod, goes. */
export async function previewRemoval(
  ctx: PreviewContext<unknown>,
  options: {
    by: 'eviction' | 'deletion';
    summary: string;
    /** Asks the API server in a dry run; resolves to whether it could be asked. */
    ask: (ref: LocalRef) => Promise<boolean>;
  },
): Promise<PreviewDraft> {
  const { store, target } = ctx;
  const pod = (await readTarget(ctx)) as unknown as Pod;
  const ref = targetRef(target);
  return {
    summary: options.summary,
    source: (await options.ask(ref)) ? 'dry-run' : 'computed',
    changes: [
      {
        object: ref,
        uid: target.uid,
        action: 'delete',
        fields: [],
        before: {
          kind: 'Pod',
          metadata: { name: target.name, namespace: target.namespace },
          spec: { nodeName: pod.spec?.nodeName },
        },
      },
    ],
    impacts: podImpacts(pod, store, options.by),
    disruptions: podDisruptions(pod, store, options.by),
  };
}

/** The target as it is now, as long as it is the pod that is meant and is not going yet. */
export async function podToRemove({
  cluster,
  signal,
  target,
}: RunContext<unknown>): Promise<Pod | undefined> {
  const live = await cluster.get(targetRef(target), { signal });
  const { deletionTimestamp, uid } = live?.metadata ?? {};
  return uid === target.uid && !deletionTimestamp
    ? (live as unknown as Pod)
    : undefined;
}

/** Whether the target, a pod, is there no more. A StatefulSet's next one has the same name. */
export async function isGone({
  cluster,
  signal,
  target,
}: RunContext<unknown>): Promise<boolean> {
  const live = await cluster.get(targetRef(target), { signal });
  return live?.metadata.uid !== target.uid;
}

/** The step that waits until a pod has ended. */
export const waitForEnd: StepDefinition<unknown> = {
  run: async ctx =>
    (await isGone(ctx))
      ? step.done('it is gone')
      : step.waits('its containers are being ended'),
  // A pod may take as long as its grace period says.
  timeoutMs: THIRTY_MINUTES_MS,
};

/** Whether the target, a pod, is gone for good. */
export async function verifyRemoval(
  ctx: RunContext<unknown>,
): Promise<Verification> {
  return (await isGone(ctx))
    ? { outcome: 'healthy', message: 'the pod is gone' }
    : { outcome: 'not-yet', message: 'the pod is still there' };
}
