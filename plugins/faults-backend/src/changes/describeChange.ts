import { createHash } from 'node:crypto';
import type { Change, ChangeKind } from '@groundcrew/plugin-faults-common';
import { differencesOf } from './facts/Facts';
import { FACT_TYPES } from './facts/factTypes';
import type { ObjectDigest, Writer } from './ObjectDigest';
import type { RecordedChange } from './RecordedChange';

const LONGEST_MESSAGE = 500;
/** Controllers that carry out what somebody else wants. */
const NOBODY = /^(?:kube-controller-manager|kubelet|kube-scheduler)$/;

/** What {@link describeChange} has to know besides. */
export interface DescribeChangeOptions {
  cluster: string;
  /** By our clock, in milliseconds since 1970. */
  seenAt: number;
  /** The name of what sets the number of replicas of the object, if anything does. */
  autoscaler?: string;
}

/**
 * What the difference between two states of an object means for people: a change of each sort that there was. None for what is only
 * status, or nothing that matters.
 *
 * @param before - undefined where it has just been made
 * @param after - undefined where it was deleted
 */
export function describeChange(
  before: ObjectDigest | undefined,
  after: ObjectDigest | undefined,
  options: DescribeChangeOptions,
): RecordedChange[] {
  if (before && after && before.uid === after.uid) {
    return modifications(before, after, options);
  }
  return [
    ...(before ? [departure(before, options)] : []),
    ...(after ? [arrival(after, options)] : []),
  ];
}

function modifications(
  before: ObjectDigest,
  after: ObjectDigest,
  options: DescribeChangeOptions,
): RecordedChange[] {
  const differences = differencesOf(before.facts, after.facts);
  // What keys came and went says more.
  if (differences.has('key')) {
    differences.delete('written');
  }
  const clauses = new Map<ChangeKind, string[]>();
  const times = new Map<ChangeKind, number[]>();
  for (const [type, ofType] of differences) {
    const { change = after.change, inWords } = FACT_TYPES[type] ?? {
      inWords: () => [`\`${type}\` changed`],
    };
    const said = inWords(ofType);
    if (said.length > 0) {
      clauses.set(change, [...(clauses.get(change) ?? []), ...said]);
      times.set(change, [
        ...(times.get(change) ?? []),
        ...ofType.flatMap(
          ({ name }) => after.times[name ? `${type} ${name}` : type] ?? [],
        ),
      ]);
    }
  }
  const writers = writersSince(before, after);
  return [...clauses].map(([kind, said]) => {
    const writer = writerOf(kind, writers);
    const told = times.get(kind) ?? [];
    return recorded(after, options, {
      kind,
      action: 'modified',
      message: said.join('; '),
      by:
        kind === 'sync' && differences.has('synced')
          ? after.syncedBy
          : byOf(kind, writer, options),
      at: told.length > 0 ? Math.max(...told) : writer?.at,
      operationId:
        after.operationId === before.operationId
          ? undefined
          : after.operationId,
    });
  });
}

function arrival(
  after: ObjectDigest,
  options: DescribeChangeOptions,
): RecordedChange {
  const writer = newest(after.writers.filter(isSomebody));
  return recorded(after, options, {
    kind: after.change,
    action: 'created',
    message: after.kind === 'Node' ? 'Node joined' : `${after.kind} created`,
    by: writer?.manager,
    at: after.createdAt,
  });
}

function departure(
  before: ObjectDigest,
  options: DescribeChangeOptions,
): RecordedChange {
  // Who deletes something leaves no trace on it.
  const writer = newest(before.writers.filter(isSomebody));
  const lastWritten = writer ? `, last written by ${writer.manager}` : '';
  return recorded(before, options, {
    kind: before.change,
    action: 'deleted',
    message:
      before.kind === 'Node'
        ? 'Node removed'
        : `${before.kind} deleted${lastWritten}`,
  });
}

interface Draft extends Omit<Change, 'at' | 'object'> {
  /** By the clock of the cluster, in milliseconds since 1970. */
  at?: number;
}

function recorded(
  digest: ObjectDigest,
  { cluster, seenAt }: DescribeChangeOptions,
  { at, message, ...draft }: Draft,
): RecordedChange {
  const { kind, name, namespace, resourceVersion, uid } = digest;
  const short =
    message.length > LONGEST_MESSAGE
      ? `${message.slice(0, LONGEST_MESSAGE - 1)}…`
      : message;
  // Whoever sees a change names it the same: by the clock of the cluster, and something is made and deleted only once.
  const when =
    draft.action === 'modified' ? `${short} ${at ?? resourceVersion}` : '';
  const key = createHash('sha256')
    .update(
      JSON.stringify([
        cluster,
        kind,
        namespace,
        name,
        uid,
        draft.action,
        draft.kind,
        when,
      ]),
    )
    .digest('hex');
  return {
    key,
    change: {
      ...withoutUndefined(draft),
      message: short,
      // The clock of the cluster may be ahead of ours: nothing was seen before it happened.
      at: new Date(Math.min(at ?? seenAt, seenAt)).toISOString(),
      object: {
        cluster,
        kind,
        ...(namespace ? { namespace } : {}),
        name,
      },
    },
  };
}

function withoutUndefined<T extends object>(object: T): T {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined),
  ) as T;
}

/** Who wrote something since; where the API server says nothing of it, nobody. */
function writersSince(before: ObjectDigest, after: ObjectDigest): Writer[] {
  const known = new Map(
    before.writers.map(each => [`${each.manager} ${each.subresource}`, each]),
  );
  return after.writers.filter(each => {
    const earlier = known.get(`${each.manager} ${each.subresource}`);
    return !earlier || earlier.at < each.at;
  });
}

function writerOf(
  kind: ChangeKind,
  writers: readonly Writer[],
): Writer | undefined {
  const owners =
    kind === 'scaling' ? writers.filter(each => each.ownsReplicas) : [];
  return newest(owners) ?? newest(writers.filter(isSomebody));
}

function byOf(
  kind: ChangeKind,
  writer: Writer | undefined,
  { autoscaler }: DescribeChangeOptions,
): string | undefined {
  if (!writer || isSomebody(writer)) {
    return writer?.manager;
  }
  return kind === 'scaling' && autoscaler
    ? `HorizontalPodAutoscaler ${autoscaler}`
    : undefined;
}

/** Whether it writes what somebody wants, and not what follows from that. */
export function isSomebody({ manager }: Pick<Writer, 'manager'>): boolean {
  return manager !== '' && !NOBODY.test(manager);
}

function newest(writers: readonly Writer[]): Writer | undefined {
  return writers.reduce<Writer | undefined>(
    (last, each) => (last && last.at >= each.at ? last : each),
    undefined,
  );
}
