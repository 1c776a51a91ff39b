import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import { refKey } from '../engine/mergeFindings';

/** Why one object suffers when another one fails. */
export type CausalRelation = 'owned-by' | 'runs-on' | 'selects' | 'calls';

/** `from` suffers when `to` fails. */
export interface CausalEdge {
  from: ObjectRef;
  to: ObjectRef;
  relation: CausalRelation;
}

/**
 * Along these a failure reaches whoever waits for an answer. A node is not among them: what it holds up is for the detector
 * to say, as a node whose scheduler is down goes on running its pods.
 */
const OF_REQUESTS: readonly CausalRelation[] = ['owned-by', 'selects', 'calls'];

/** What depends on what, around the objects of some findings. */
export class CausalGraph {
  readonly edges: readonly CausalEdge[];
  readonly #dependencies = new Map<string, ObjectRef[]>();
  readonly #reached = new Map<string, ReadonlySet<string>>();

  static create(edges: Iterable<CausalEdge>): CausalGraph {
    return new CausalGraph([...edges]);
  }

  private constructor(edges: CausalEdge[]) {
    this.edges = edges;
    for (const { from, relation, to } of edges) {
      if (OF_REQUESTS.includes(relation)) {
        const key = refKey(from);
        this.#dependencies.set(key, [
          ...(this.#dependencies.get(key) ?? []),
          to,
        ]);
      }
    }
  }

  /** Whether an object needs another one to answer requests, directly or through others. None needs itself. */
  needs(object: ObjectRef, other: ObjectRef): boolean {
    return this.#reachedFrom(object).has(refKey(other));
  }

  #reachedFrom(object: ObjectRef): ReadonlySet<string> {
    const start = refKey(object);
    const known = this.#reached.get(start);
    if (known) {
      return known;
    }
    const reached = new Set<string>();
    const pending = [start];
    for (let key = pending.pop(); key !== undefined; key = pending.pop()) {
      for (const next of (this.#dependencies.get(key) ?? []).map(refKey)) {
        if (!reached.has(next)) {
          reached.add(next);
          pending.push(next);
        }
      }
    }
    reached.delete(start);
    this.#reached.set(start, reached);
    return reached;
  }
}
