import { ConflictError } from '@backstage/errors';
import type {
  JsonPatchOperation,
  LiveObject,
  LocalRef,
} from '@groundcrew/plugin-clusters-node';
import type { RunContext } from '@groundcrew/plugin-operations-node';
import { failureOf } from './failureOf';
import { readSame } from './readTarget';
import { targetRef } from './targetRef';

/**
 * Says on every object that an operation changed which operation and which of its effects it was. Whoever repeats that
 * effect finds it done.
 */
export const OPERATION_ANNOTATION = 'groundcrew.io/operation';

/** A JSON merge patch of an object, or a JSON patch. */
export type Patch = Record<string, unknown> | readonly JsonPatchOperation[];

/** One effect of an operation on one object. */
export interface Effect {
  /** Names it within the operation: `replicas`. */
  name: string;
  /** The target of the operation by default. */
  object?: LocalRef & { uid: string };
  /**
   * The patch for the object as it is. Throw to refuse: somebody else changed what was planned on.
   */
  patchFor(live: LiveObject): Patch;
}

/** The controllers of an object write its status often while it rolls out. */
const MAX_CONFLICTS = 10;

/**
 * Changes an object exactly once for each operation and effect: a second call finds the mark of the first one, which was
 * written in the same request as the change.
 *
 * @returns the object after the change
 */
export async function changeOnce<TInput>(
  context: RunContext<TInput>,
  effect: Effect,
): Promise<LiveObject> {
  const mark = markOf(context, effect);
  return attempt(context, effect, live =>
    marksOf(live) === mark || marksOf(live) === undoneMark(mark)
      ? undefined
      : withMark(effect.patchFor(live), live, mark),
  );
}

/**
 * Takes back what {@link changeOnce} did, exactly once, with the patch that is given. Nothing happens when it was never
 * done.
 */
export async function takeBackOnce<TInput>(
  context: RunContext<TInput>,
  effect: Effect,
): Promise<void> {
  const mark = markOf(context, effect);
  await attempt(context, effect, live =>
    marksOf(live) === mark
      ? withMark(effect.patchFor(live), live, undoneMark(mark))
      : undefined,
  );
}

async function attempt<TInput>(
  { cluster, signal, target }: RunContext<TInput>,
  { object }: Effect,
  patchFor: (live: LiveObject) => Patch | undefined,
): Promise<LiveObject> {
  const { uid, ...ref } = object ?? { ...targetRef(target), uid: target.uid };
  for (let conflicts = 1; ; conflicts += 1) {
    const live = await readSame(cluster, { ...ref, uid }, signal);
    const patch = patchFor(live);
    if (!patch) {
      return live;
    }
    const { resourceVersion } = live.metadata;
    try {
      // With the version that was looked at: nothing can have come in between.
      return await cluster.patch(ref, patch, { uid, resourceVersion, signal });
    } catch (error) {
      if (failureOf(error) !== 'conflict' || conflicts >= MAX_CONFLICTS) {
        throw error;
      }
    }
  }
}

function markOf<TInput>(
  { operationId }: RunContext<TInput>,
  { name }: Effect,
): string {
  return `${operationId}/${name}`;
}

function undoneMark(mark: string): string {
  return `${mark}/undone`;
}

function marksOf({ metadata }: LiveObject): string | undefined {
  return metadata.annotations?.[OPERATION_ANNOTATION];
}

function withMark(patch: Patch, live: LiveObject, mark: string): Patch {
  const annotation = { [OPERATION_ANNOTATION]: mark };
  if (!Array.isArray(patch)) {
    const { metadata, ...rest } = patch as {
      metadata?: { annotations?: object };
    };
    const annotations = { ...metadata?.annotations, ...annotation };
    return { ...rest, metadata: { ...metadata, annotations } };
  }
  return [
    ...patch,
    live.metadata.annotations
      ? {
          op: 'add',
          path: `/metadata/annotations/${OPERATION_ANNOTATION.replace(
            '/',
            '~1',
          )}`,
          value: mark,
        }
      : { op: 'add', path: '/metadata/annotations', value: annotation },
  ];
}

/** For an {@link Effect} that meets something else than was planned on. */
export function changedSince(live: LiveObject, what: string): ConflictError {
  return new ConflictError(
    `${live.kind} ${live.metadata.name} was changed by somebody else meanwhile: ${what}`,
  );
}
