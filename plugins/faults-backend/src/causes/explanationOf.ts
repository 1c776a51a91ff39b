import {
  DECISIVE_CONFIDENCE,
  type FaultCategory,
  type Finding,
} from '@groundcrew/plugin-faults-common';
import { refKey } from '../engine/mergeFindings';
import type { CausalGraph } from './CausalGraph';
import type { Explanation } from './Cause';

/** The gates that a workload passes: what stops it at one is not explained by what would stop it at a later one. */
const GATES: readonly FaultCategory[] = [
  'infrastructure',
  'admission',
  'scheduling',
  'startup',
  'runtime',
  'routing',
  'performance',
];

/** How a process behaves whose callee does not answer: it ends, it does not answer its probes. */
const FAULTS_OF_CALLERS: ReadonlySet<string> = new Set([
  'application-crash',
  'liveness-probe-timing',
  'readiness-probe-timing',
  'startup-probe-timing',
]);
const ADDRESS_FAULTS: ReadonlySet<string> = new Set([
  'address-of-no-service',
  'address-of-no-port',
]);
/** What a workload does itself: that another one is slow makes it wait, not work. */
const FAULTS_OF_WORK: ReadonlySet<string> = new Set([
  'cpu-overload',
  'cpu-throttled',
]);
/** From here on an address is wrong by itself: not only logs complain of it. */
const SELF_EVIDENT = 0.9;

/** Whether, and why, one finding explains another one, as far as these two are concerned. */
export function explanationOf(
  finding: Finding,
  by: Finding,
  graph: CausalGraph,
): Explanation | undefined {
  if (
    by.confidence < DECISIVE_CONFIDENCE ||
    refKey(finding.object) === refKey(by.object)
  ) {
    return undefined;
  }
  const relation = relationOf(finding, by, graph);
  return relation && { by, relation, message: inWords(finding, by, relation) };
}

/** Where a fault stands on the way of a workload: the lower, the nearer to the cause. */
export function gateOf({ category }: Finding): number {
  const gate = GATES.indexOf(category);
  return gate === -1 ? GATES.length : gate;
}

function relationOf(
  finding: Finding,
  by: Finding,
  graph: CausalGraph,
): Explanation['relation'] | undefined {
  const object = refKey(finding.object);
  if (
    gateOf(by) <= gateOf(finding) &&
    !(by.category === 'performance' && FAULTS_OF_WORK.has(finding.fault)) &&
    by.explains.some(ref => refKey(ref) === object)
  ) {
    return 'holds-up';
  }
  const isNeeded =
    by.category !== 'performance' &&
    mayComeFromCallee(finding) &&
    [by.object, ...by.explains].some(ref => graph.needs(finding.object, ref));
  return isNeeded ? 'is-needed' : undefined;
}

function mayComeFromCallee({ category, confidence, fault }: Finding): boolean {
  return (
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
  const cause = `${by.object.kind} ${by.object.name} (${by.title})`;
  return relation === 'holds-up'
    ? `${object.kind} ${object.name} is held up by ${cause}.`
    : `${object.kind} ${object.name} needs ${cause} to answer.`;
}
