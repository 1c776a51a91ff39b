import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  Explanation,
  Finding,
  SymptomView,
} from '@groundcrew/plugin-faults-common';

/** A finding, and what suffers from it directly. */
export interface CauseNode {
  id: string;
  finding: Finding;
  /** How what is above it breaks it; the cause has nothing above it. */
  symptom: SymptomView | undefined;
  children: CauseNode[];
}

/**
 * What broke what, from the cause down.
 *
 * @param most - how many symptoms are shown, those nearest to the cause first
 */
export function causeTree(
  explanation: Pick<Explanation, 'cause' | 'symptoms'>,
  most: number,
): CauseNode {
  const root: CauseNode = {
    id: 'cause',
    finding: explanation.cause,
    symptom: undefined,
    children: [],
  };
  // The first finding of an object stands for it: what it breaks hangs below that.
  const byObject = new Map([[objectKey(explanation.cause.object), root]]);
  let waiting = explanation.symptoms.map((symptom, index) => ({
    id: String(index),
    finding: symptom.finding,
    symptom,
    children: [],
  }));
  let shown = 0;
  const place = (node: CauseNode, parent: CauseNode) => {
    if (shown === most) {
      return;
    }
    shown += 1;
    parent.children.push(node);
    const key = objectKey(node.finding.object);
    if (!byObject.has(key)) {
      byObject.set(key, node);
    }
  };
  while (waiting.length > 0 && shown < most) {
    const known = new Map(byObject);
    const parentOf = (node: CauseNode) =>
      node.symptom && known.get(objectKey(node.symptom.by));
    const reached = waiting.filter(node => parentOf(node));
    // What hangs on something that may not be seen hangs on the cause: that explains it in the end.
    for (const node of reached.length > 0 ? reached : waiting) {
      place(node, parentOf(node) ?? root);
    }
    waiting = reached.length > 0 ? waiting.filter(node => !parentOf(node)) : [];
  }
  return root;
}

function objectKey({ cluster, kind, namespace, name }: ObjectRef): string {
  return [cluster, kind, namespace, name].join('/');
}
