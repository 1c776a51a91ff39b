import {
  LIKELY_CONFIDENCE,
  type Finding,
} from '@groundcrew/plugin-faults-common';
import { findingKey, refKey } from '../engine/mergeFindings';
import type { CausalGraph } from './CausalGraph';
import type { Cause, Explanation, Symptom } from './Cause';
import { explanationOf, gateOf } from './explanationOf';

/** What is taken from the confidence of a finding that another one explains: enough to stand behind it. */
const PENALTIES: Record<Explanation['relation'], number> = {
  'is-why': 0.4,
  'holds-up': 0.4,
  'is-needed': 0.3,
};

/** How much later than its symptom a cause may be found: a node is only given up after a while, and images are pulled in vain for long. */
const LATEST_MS = 5 * 60_000;

/** What else {@link rankCauses} goes by. */
export interface RankCausesOptions {
  /** Since when a finding stands: milliseconds since 1970, undefined where nobody knows. */
  sinceOf?: (finding: Finding) => number | undefined;
}

/**
 * Judges findings beside each other, the likeliest cause first.
 *
 * @remarks
 *
 * A decisive finding explains what it says that it holds up, and how the callers of what it stops behave. Of two that
 * explain each other the surer one does; of two equally sure ones neither. What stood long before cannot come of it.
 */
export function rankCauses(
  unordered: readonly Finding[],
  graph: CausalGraph,
  { sinceOf = () => undefined }: RankCausesOptions = {},
): Cause[] {
  // The answer must not depend on who spoke first.
  const findings = [...unordered].sort((one, other) =>
    compare(findingKey(one), findingKey(other)),
  );
  const explanations = new Map(
    findings.map(finding => [
      finding,
      findings
        .filter(by => !isTooLate(sinceOf(by), sinceOf(finding)))
        .flatMap(by => betterExplanation(finding, by, graph)),
    ]),
  );
  const explained = new Map<Finding, Symptom[]>();
  for (const [finding, explainedBy] of explanations) {
    for (const explanation of explainedBy) {
      const symptoms = explained.get(explanation.by) ?? [];
      explained.set(explanation.by, [...symptoms, { finding, ...explanation }]);
    }
  }
  return findings
    .map(finding =>
      judge(
        finding,
        explanations.get(finding)!,
        symptomsOf(finding, explained),
      ),
    )
    .sort(byScore);
}

function isTooLate(
  cause: number | undefined,
  symptom: number | undefined,
): boolean {
  return (
    cause !== undefined && symptom !== undefined && cause - symptom > LATEST_MS
  );
}

function betterExplanation(
  finding: Finding,
  by: Finding,
  graph: CausalGraph,
): Explanation[] {
  const explanation = explanationOf(finding, by, graph);
  const isCircular =
    explanation !== undefined &&
    by.confidence <= finding.confidence &&
    explanationOf(by, finding, graph) !== undefined;
  return explanation && !isCircular ? [explanation] : [];
}

function judge(
  finding: Finding,
  explainedBy: Explanation[],
  symptoms: Symptom[],
): Cause {
  const penalty = Math.max(
    0,
    ...explainedBy.map(({ relation }) => PENALTIES[relation]),
  );
  const score = Math.max(0, finding.confidence - penalty);
  const isLikely = score >= LIKELY_CONFIDENCE;
  const unexplained = isLikely ? 'cause' : 'latent';
  const verdict = explainedBy.length > 0 ? 'symptom' : unexplained;
  return {
    finding,
    score,
    verdict,
    symptoms,
    explainedBy: explainedBy.sort(
      (one, other) =>
        other.by.confidence - one.by.confidence ||
        compare(findingKey(one.by), findingKey(other.by)),
    ),
  };
}

/** Everything that a finding explains, and what that explains in its turn; each once. */
function symptomsOf(
  finding: Finding,
  explained: ReadonlyMap<Finding, readonly Symptom[]>,
): Symptom[] {
  const found = new Map<Finding, Symptom>();
  const pending = [...(explained.get(finding) ?? [])];
  for (const symptom of pending) {
    if (symptom.finding !== finding && !found.has(symptom.finding)) {
      found.set(symptom.finding, symptom);
      pending.push(...(explained.get(symptom.finding) ?? []));
    }
  }
  return [...found.values()].sort((one, other) =>
    compare(findingKey(one.finding), findingKey(other.finding)),
  );
}

function byScore(one: Cause, other: Cause): number {
  return (
    // Beyond the third digit there is nothing but arithmetic.
    Math.round(1_000 * (other.score - one.score)) ||
    gateOf(one.finding) - gateOf(other.finding) ||
    other.symptoms.length - one.symptoms.length ||
    compare(refKey(one.finding.object), refKey(other.finding.object)) ||
    compare(one.finding.fault, other.finding.fault)
  );
}

function compare(one: string, other: string): number {
  if (one === other) {
    return 0;
  }
  return one < other ? -1 : 1;
}
