import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  Explanation,
  SymptomRelation,
  WorkloadImpact,
} from '@groundcrew/plugin-faults-common';

/** One object that is broken, and what breaks with it. */
export interface CauseNode {
  id: string;
  object: ObjectRef;
  /** What is wrong with it, in a few words; of a workload that is only hit, how much of it is left. */
  title: string | undefined;
  impact: WorkloadImpact | undefined;
  /** How what is above it breaks it: `hits` where it only loses replicas. The cause has nothing above it. */
  relation: SymptomRelation | 'hits' | undefined;
  /** Why it is so, in one sentence. */
  message: string | undefined;
  children: CauseNode[];
}

interface Waiting {
  node: CauseNode;
  /** What breaks it directly. */
  by: ObjectRef;
}

/** What {@link causeTree} draws. */
export type CauseTreeOptions = Pick<Explanation, 'cause' | 'symptoms'> & {
  /** How much of what suffers still serves. */
  workloads?: readonly WorkloadImpact[];
};

/**
 * What broke what, from the cause down.
 *
 * @param most - how many are shown besides the cause, those nearest to it first
 */
export function causeTree(options: CauseTreeOptions, most: number): CauseNode {
  const { cause } = options;
  const root: CauseNode = {
    id: 'cause',
    object: cause.object,
    title: cause.title,
    impact: undefined,
    relation: undefined,
    message: undefined,
    children: [],
  };
  // The first finding of an object stands for it: what it breaks hangs below that.
  const byObject = new Map([[objectKey(cause.object), root]]);
  let waiting = consequences(options);
  let left = most;
  while (waiting.length > 0 && left > 0) {
    const known = new Map(byObject);
    const parentOf = ({ by }: Waiting) => known.get(objectKey(by));
    const reached = waiting.filter(one => parentOf(one));
    // What hangs on something that may not be seen hangs on the cause: that explains it in the end.
    const placed = (reached.length > 0 ? reached : waiting).slice(0, left);
    for (const one of placed) {
      (parentOf(one) ?? root).children.push(one.node);
      const key = objectKey(one.node.object);
      if (!byObject.has(key)) {
        byObject.set(key, one.node);
      }
    }
    left -= placed.length;
    waiting =
      reached.length > 0 ? waiting.filter(one => !reached.includes(one)) : [];
  }
  return root;
}

/** How many there are to show besides the cause. */
export function consequenceCount(options: CauseTreeOptions): number {
  return consequences(options).length;
}

function consequences({
  cause,
  symptoms,
  workloads = [],
}: CauseTreeOptions): Waiting[] {
  const told = new Set(
    [cause, ...symptoms.map(({ finding }) => finding)].map(({ object }) =>
      objectKey(object),
    ),
  );
  return [
    ...symptoms.map(({ by, finding, message, relation }, index) => ({
      by,
      node: {
        id: `symptom ${index}`,
        object: finding.object,
        title: finding.title,
        impact: undefined,
        relation,
        message,
        children: [],
      },
    })),
    // A workload may lose replicas without anything else being wrong with it.
    ...workloads
      .filter(
        ({ desired, object, ready }) =>
          ready < desired && !told.has(objectKey(object)),
      )
      .map(impact => ({
        by: cause.object,
        node: {
          id: `workload ${objectKey(impact.object)}`,
          object: impact.object,
          title: undefined,
          impact,
          relation: 'hits' as const,
          message: undefined,
          children: [],
        },
      })),
  ];
}

function objectKey({ cluster, kind, namespace, name }: ObjectRef): string {
  return [cluster, kind, namespace, name].join('/');
}
