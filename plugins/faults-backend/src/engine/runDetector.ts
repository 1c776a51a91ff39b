import type { KubernetesObject } from '@groundcrew/plugin-clusters-node';
import type { Finding } from '@groundcrew/plugin-faults-common';
import type {
  DetectorContext,
  FaultDetector,
  FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { QUARANTINED_LABEL } from '@groundcrew/plugin-operations-common';
import { UnknownKindError } from './UnknownKindError';

/** No object is worth more than that: a detector that says so much of one is broken. */
const MOST_FINDINGS = 50;
const MOST_EVIDENCE = 20;
const MOST_EXPLAINED = 2_000;
/** Objects may say anything, at any length, and findings repeat it. */
const LONGEST_TEXT = 2_000;

/** Told when a detector throws. */
export type OnDetectorFailure = (
  detector: FaultDetector,
  error: unknown,
) => void;

/**
 * Asks one detector about one object. One that throws has said nothing: the others still have their say. One that needs to know
 * what nobody knows says nothing either, which is no failure of it.
 *
 * @returns undefined when it threw
 */
export function runDetector(
  detector: FaultDetector,
  subject: KubernetesObject,
  context: DetectorContext,
  onFailure: OnDetectorFailure,
): Finding[] | undefined {
  if (isInQuarantine(subject)) {
    return [];
  }
  const findings: Finding[] = [];
  try {
    for (const draft of detector.detect(subject, context)) {
      findings.push(findingOf(detector, draft, context.cluster));
      if (findings.length === MOST_FINDINGS) {
        break;
      }
    }
    return findings;
  } catch (error) {
    if (error instanceof UnknownKindError) {
      return [];
    }
    onFailure(detector, error);
    return undefined;
  }
}

/** That it is bad is known, and why it is kept; that it does not end when it should is news. */
function isInQuarantine({ kind, metadata }: KubernetesObject): boolean {
  return (
    kind === 'Pod' &&
    metadata?.labels?.[QUARANTINED_LABEL] !== undefined &&
    !metadata.deletionTimestamp
  );
}

function findingOf(
  detector: FaultDetector,
  { evidence, explains = [], object, ...draft }: FindingDraft,
  cluster: string,
): Finding {
  const fault = detector.faults.find(({ id }) => id === draft.fault);
  if (!fault) {
    throw new Error(
      `${detector.id} found '${draft.fault}', which is none of its faults`,
    );
  }
  return {
    ...draft,
    message: cut(draft.message),
    category: fault.category,
    title: fault.title,
    isGeneral: fault.isGeneral || undefined,
    object: { ...object, cluster },
    evidence: evidence
      .slice(0, MOST_EVIDENCE)
      .map(({ message, object: seen, ...fact }) => ({
        ...fact,
        message: cut(message),
        ...(seen ? { object: { ...seen, cluster } } : {}),
      })),
    explains: explains
      .slice(0, MOST_EXPLAINED)
      .map(explained => ({ ...explained, cluster })),
    detector: detector.id,
  };
}

function cut(text: string): string {
  return text.length > LONGEST_TEXT
    ? `${text.slice(0, LONGEST_TEXT - 1)}…`
    : text;
}
