import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ClusterClient,
  LiveObject,
  LocalRef,
} from '@groundcrew/plugin-clusters-node';
import type { OperationTarget } from '@groundcrew/plugin-operations-common';
import { targetRef } from './targetRef';

/** What is needed for reading the target of an operation live. */
export interface TargetReading {
  target: OperationTarget;
  cluster: Pick<ClusterClient, 'get'>;
  signal?: AbortSignal;
}

/**
 * Reads the object that an operation is about, as it is now.
 *
 * @throws NotFoundError when it is gone, ConflictError when another one of its name took its place
 */
export async function readTarget({
  target,
  cluster,
  signal,
}: TargetReading): Promise<LiveObject> {
  return readSame(cluster, { ...targetRef(target), uid: target.uid }, signal);
}

/**
 * Reads an object as it is now, and makes sure that it is the one that is meant.
 *
 * @throws NotFoundError when it is gone, ConflictError when another one of its name took its place
 */
export async function readSame(
  cluster: Pick<ClusterClient, 'get'>,
  { uid, ...ref }: LocalRef & { uid?: string },
  signal?: AbortSignal,
): Promise<LiveObject> {
  const live = await cluster.get(ref, { signal });
  if (!live) {
    throw new NotFoundError(`${ref.kind} ${ref.name} does not exist any more`);
  }
  if (uid !== undefined && live.metadata.uid !== uid) {
    throw new ConflictError(
      `${ref.kind} ${ref.name} was deleted and another one of the same name took its place`,
    );
  }
  return live;
}
