import {
  ALERT_FIRING_FAULT,
  DECISIVE_CONFIDENCE,
  LIKELY_CONFIDENCE,
  type FaultCategory,
  type Finding,
} from '@groundcrew/plugin-faults-common';
import { refKey } from '../engine/mergeFindings';
import type { CausalGraph } from './CausalGraph';
import type { Explanation } from './Cause';

/** The gates that a workload passes: what stops it at one is not explained by what would stop it at a later one. */
const GATES: Record<FaultCategory, number> = {
  infrastructure: 0,
  admission: 1,
  scheduling: 2,
  configuration: 3,
  startup: 3,
  runtime: 4,
  routing: 5,
  performance: 6,
  rollout: 7,
};

/** How a workload behaves whose callee does not answer, besides ending or failing in general: it is slow to start, it complains. */
const FAULTS_OF_CALLERS: ReadonlySet<string> = new Set([
  'startup-probe-timing',
  'liveness-probe-timing',
  'readiness-probe-timing',
  'dependency-name-unresolved',
  'dependency-unreachable',
]);
/** What a workload does itself: that another one is slow makes it wait, not work. */
const FAULTS_OF_WORK: ReadonlySet<string> = new Set([
  'cpu-overload',
  'cpu-throttled',
  'memory-near-limit',
]);
const ADDRESS_FAULTS: ReadonlySet<string> = new Set([
  'address-of-no-service',
  'address-of-no-port',
]);
/** What a workload asks for that does not exist, or is refused, is so on every node. */
const CATEGORIES_OF_SPECS: ReadonlySet<FaultCategory> = new Set([
  'admission',
  'configuration',
]);
const FAULTS_OF_SPECS: ReadonlySet<string> = new Set([
  'image-name-invalid',
  'image-never-pulled',
  'image-not-found',
  'image-pull-unauthorized',
]);
/** From here on an address is wrong by itself: not only logs complain of it. */
const SELF_EVIDENT = 0.9;

/** Whether, and why, one finding explains another one, as far as these two are concerned. */
export function explanationOf(
  finding: Finding,
  by: Finding,
  graph: CausalGraph,
): Explanation | undefined {
  // An alert repeats what others measured: whatever is likely to be wrong explains it, and it explains nothing.
  const enough = isAlert(finding) ? LIKELY_CONFIDENCE : DECISIVE_CONFIDENCE;
  if (finding === by || isAlert(by) || by.confidence < enough) {
    return undefined;
  }
  const relation = relationOf(finding, by, graph);
  return relation && { by, relation, message: inWords(finding, by, relation) };
}

/** Where a fault stands on the way of a workload: the lower, the nearer to the cause. */
export function gateOf({ category }: Finding): number {
  return GATES[category];
}

function relationOf(
  finding: Finding,
  by: Finding,
  graph: CausalGraph,
): Explanation['relation'] | undefined {
  const object = refKey(finding.object);
  if (object === refKey(by.object)) {
    const saysMore = isAlert(finding) || (finding.isGeneral && !by.isGeneral);
    return saysMore ? 'is-why' : undefined;
  }
  const isSlow = by.category === 'performance';
  if (
    (isAlert(finding) || gateOf(by) <= gateOf(finding)) &&
    !(by.category === 'infrastructure' && isOfSpec(finding)) &&
    !(isSlow && FAULTS_OF_WORK.has(finding.fault)) &&
    by.explains.some(ref => refKey(ref) === object)
  ) {
    return 'holds-up';
  }
  const isNeeded =
    !isSlow &&
    mayComeFromCallee(finding) &&
    [by.object, ...by.explains].some(ref => graph.needs(finding.object, ref));
  return isNeeded ? 'is-needed' : undefined;
}

function isAlert({ fault }: Finding): boolean {
  return fault === ALERT_FIRING_FAULT;
}

function isOfSpec({ category, fault }: Finding): boolean {
  return CATEGORIES_OF_SPECS.has(category) || FAULTS_OF_SPECS.has(fault);
}

function mayComeFromCallee({
  category,
  confidence,
  fault,
  isGeneral,
}: Finding): boolean {
  return (
    isGeneral === true ||
    category === 'performance' ||
    FAULTS_OF_CALLERS.has(fault) ||
    (ADDRESS_FAULTS.has(fault) && confidence < SELF_EVIDENT)
  );
}

function inWords(
  { object }: Finding,
  by: Finding,
  relation: Explanation['relation'],
): string {
  const who = `${object.kind} ${object.name}`;
  const cause = `${by.object.kind} ${by.object.name} (${by.title})`;
  switch (relation) {
    case 'is-why':
      return `What is wrong with ${who} says why: ${by.title}.`;
    case 'holds-up':
      return `${who} is held up by ${cause}.`;
    default:
      return `${who} needs ${cause} to answer.`;
  }
}
