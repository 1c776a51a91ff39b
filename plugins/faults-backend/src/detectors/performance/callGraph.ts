import type { ObjectStore } from '@groundcrew/plugin-clusters-node';
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { callsOf, workloadsIn, type Workload } from '../../topology';

/** A workload and what it calls. */
export interface Caller {
  workload: Workload;
  name: string;
  /** Names of the workloads that it calls itself. */
  calls: ReadonlySet<string>;
  /** Also through others; never itself. */
  reaches: ReadonlySet<string>;
}

/** Who calls whom in a namespace, by name. Reads all workloads of it: only to be asked on suspicion. */
export function callGraph(
  namespace: string,
  { evidence, store }: { evidence: EvidenceReader; store: ObjectStore },
): Map<string, Caller> {
  const workloads = workloadsIn(store, namespace);
  const calls = new Map(
    workloads.map(workload => [
      workload.metadata?.name ?? '',
      callsOf(store, evidence, workload),
    ]),
  );
  return new Map(
    workloads.map(workload => {
      const name = workload.metadata?.name ?? '';
      return [
        name,
        {
          workload,
          name,
          calls: calls.get(name) ?? new Set(),
          reaches: reachedFrom(name, calls),
        },
      ];
    }),
  );
}

function reachedFrom(
  start: string,
  calls: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> {
  const reached = new Set<string>();
  const pending = [start];
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    for (const callee of calls.get(name) ?? []) {
      if (!reached.has(callee)) {
        reached.add(callee);
        pending.push(callee);
      }
    }
  }
  reached.delete(start);
  return reached;
}
