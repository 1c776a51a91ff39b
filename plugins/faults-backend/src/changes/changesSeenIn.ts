import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  KubernetesObject,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import type { Change } from '@groundcrew/plugin-faults-common';
import { describeChange, isSomebody } from './describeChange';
import { digestOf } from './digestOf';
import { recordOf } from './facts/json';
import type { ObjectDigest, Writer } from './ObjectDigest';
import { revisionsOf } from './revisions/revisionsOf';

/** What is written in one breath: an object and its status, a template and its ReplicaSet. */
const AT_ONCE_MS = 5_000;

/**
 * What changed of some objects, as far as the cluster itself can tell afterwards: by when objects were made, who wrote which of
 * their fields when, revisions of workloads, conditions of nodes. For times at which nobody watched.
 *
 * @param since - milliseconds since 1970
 */
export function changesSeenIn(
  store: ObjectStore,
  refs: readonly ObjectRef[],
  since: number,
): Change[] {
  return refs.flatMap(({ cluster, kind, name, namespace }) => {
    const object = store.get(kind, { namespace, name });
    const digest = object && digestOf(kind, object);
    if (!object || !digest) {
      return [];
    }
    const { createdAt } = digest;
    if (createdAt !== undefined && createdAt >= since) {
      return changeBetween(undefined, digest, cluster, createdAt);
    }
    const release = releaseOf(store, object, digest, cluster).filter(
      ({ at }) => Date.parse(at) >= since,
    );
    return [
      ...release,
      ...timedFactsOf(digest, cluster, since),
      ...writingsOf(digest, cluster, since).filter(
        ({ at, kind: sort }) =>
          sort === 'scaling' || !release.some(each => isAtOnce(each.at, at)),
      ),
    ];
  });
}

/** The last time that it got another pod template, which made a new revision. */
function releaseOf(
  store: ObjectStore,
  object: KubernetesObject,
  digest: ObjectDigest,
  cluster: string,
): Change[] {
  const revisions = revisionsOf(store, object);
  const index = revisions.findIndex(({ isCurrent }) => isCurrent);
  // Of one that was rolled back to that is long ago: when it came again nobody says.
  const at = revisions[index]?.createdAt;
  const previous = revisions[index + 1];
  if (at === undefined || !previous) {
    return [];
  }
  const before = digestOf(digest.kind, {
    ...object,
    spec: { ...recordOf(recordOf(object).spec), template: previous.template },
  } as KubernetesObject);
  const writers = digest.writers.filter(
    writer => Math.abs(writer.at - at) <= AT_ONCE_MS,
  );
  return before
    ? changeBetween(
        { ...before, writers: [] },
        { ...digest, writers },
        cluster,
        at,
      )
    : [];
}

/** Facts of which the object itself says since when they are so. */
function timedFactsOf(
  digest: ObjectDigest,
  cluster: string,
  since: number,
): Change[] {
  const { createdAt = 0, facts, times } = digest;
  return Object.entries(times).flatMap(([fact, at]) => {
    const { [fact]: value, ...others } = facts;
    // What was so from the beginning has not changed.
    if (value === undefined || at < since || at - createdAt < AT_ONCE_MS) {
      return [];
    }
    return changeBetween({ ...digest, facts: others }, digest, cluster, at);
  });
}

function writingsOf(
  digest: ObjectDigest,
  cluster: string,
  since: number,
): Change[] {
  const { change, facts, kind, name, namespace, writers } = digest;
  const isScaling = ({ ownsReplicas, subresource }: Writer) =>
    ownsReplicas && subresource === 'scale';
  return writers
    .filter(
      writer =>
        writer.at >= since &&
        writer.ownsContent &&
        (isSomebody(writer) || isScaling(writer)),
    )
    .map(writer => ({
      at: new Date(writer.at).toISOString(),
      kind: isScaling(writer) ? 'scaling' : change,
      object: { cluster, kind, ...(namespace ? { namespace } : {}), name },
      action: 'modified',
      message: isScaling(writer)
        ? `Replicas set to ${facts.replicas}`
        : 'Written while nobody watched what changed',
      ...(isSomebody(writer) ? { by: writer.manager } : {}),
    }));
}

function changeBetween(
  before: ObjectDigest | undefined,
  after: ObjectDigest,
  cluster: string,
  at: number,
): Change[] {
  return describeChange(before, after, { cluster, seenAt: at }).map(
    ({ change }) => change,
  );
}

function isAtOnce(one: string, other: string): boolean {
  return Math.abs(Date.parse(one) - Date.parse(other)) <= AT_ONCE_MS;
}
