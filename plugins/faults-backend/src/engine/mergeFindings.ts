import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type { Evidence, Finding } from '@groundcrew/plugin-faults-common';

/** As much evidence as anybody reads: what is said of the hundredth pod says nothing new. */
const MOST_EVIDENCE = 10;

/**
 * One finding for each fault of each object, however many subjects tell of it: as sure as the surest, with the evidence of
 * that first, and all that any of them explains.
 */
export function mergeFindings(findings: Iterable<Finding>): Finding[] {
  const merged = new Map<string, Finding>();
  for (const finding of findings) {
    const key = findingKey(finding);
    const other = merged.get(key);
    merged.set(key, other ? mergeTwo(other, finding) : finding);
  }
  return [...merged.values()];
}

/** Names a fault of an object. */
export function findingKey({ fault, object }: Finding): string {
  return `${fault} ${refKey(object)}`;
}

/** Names an object. */
export function refKey({ cluster, kind, name, namespace = '' }: ObjectRef) {
  return `${cluster} ${kind} ${namespace} ${name}`;
}

function mergeTwo(one: Finding, other: Finding): Finding {
  const [surer, less] =
    other.confidence > one.confidence ? [other, one] : [one, other];
  return {
    ...surer,
    isLasting:
      surer.isLasting || less.isLasting || (surer.isLasting ?? less.isLasting),
    isUrgent: surer.isUrgent || less.isUrgent,
    evidence: unique<Evidence>(
      [...surer.evidence, ...less.evidence],
      ({ message, object }) => `${object ? refKey(object) : ''} ${message}`,
    ).slice(0, MOST_EVIDENCE),
    explains: unique([...surer.explains, ...less.explains], refKey),
  };
}

function unique<T>(values: T[], keyOf: (value: T) => string): T[] {
  return [...new Map(values.map(value => [keyOf(value), value])).values()];
}
