import type { OperationSummary } from '@groundcrew/plugin-operations-common';

const HOUR_MS = 3_600_000;
const PER_TARGET = 3;
const COOLDOWN_MS = 5 * 60_000;
/** What changed nothing. */
const WITHOUT_EFFECT = new Set([
  'queued',
  'awaiting-approval',
  'refused',
  'expired',
  'cancelled',
]);

/** What was asked for by automations, against the rules that hold for them. */
export interface RuleQuestion {
  operations: readonly OperationSummary[];
  /** Namespaces in which no automation may change anything. */
  guarded: ReadonlySet<string>;
}

/**
 * Which safety rules were broken, one sentence for each time: judged from what was done, not from what the rules said of it. What takes
 * something back is not held up by a rate or a cooldown.
 */
export function judgeRules({ guarded, operations }: RuleQuestion): string[] {
  const broken: string[] = [];
  const done = operations
    .filter(
      ({ phase, requestedBy, startedAt }) =>
        requestedBy.type === 'automation' &&
        startedAt !== undefined &&
        !WITHOUT_EFFECT.has(phase),
    )
    .sort((a, b) => startOf(a) - startOf(b));
  for (const operation of done) {
    const { namespace = '' } = operation.target;
    if (guarded.has(namespace)) {
      broken.push(`${inWords(operation)}: nothing may be changed there`);
    }
  }
  for (const ofTarget of byTarget(done)) {
    broken.push(...brokenOn(ofTarget));
  }
  return broken;
}

function brokenOn(operations: readonly OperationSummary[]): string[] {
  const broken: string[] = [];
  const counted = operations.filter(({ undoes }) => undoes === undefined);
  for (const [index, operation] of counted.entries()) {
    const inHour = counted
      .slice(0, index + 1)
      .filter(before => startOf(operation) - startOf(before) < HOUR_MS);
    if (inHour.length > PER_TARGET) {
      broken.push(`${inWords(operation)}: the ${inHour.length}th in an hour`);
    }
    const before = counted[index - 1];
    if (before && startOf(operation) - endOf(before) < COOLDOWN_MS) {
      broken.push(`${inWords(operation)}: too soon after another one`);
    }
  }
  for (const [index, operation] of operations.entries()) {
    const before = operations[index - 1];
    if (before && startOf(operation) < endOf(before)) {
      broken.push(`${inWords(operation)}: beside another one`);
    }
  }
  return broken;
}

function byTarget(
  operations: readonly OperationSummary[],
): Iterable<OperationSummary[]> {
  const targets = new Map<string, OperationSummary[]>();
  for (const operation of operations) {
    const { kind, name, namespace } = operation.target;
    const key = [kind, namespace, name].join('/');
    targets.set(key, [...(targets.get(key) ?? []), operation]);
  }
  return targets.values();
}

function startOf({ requestedAt, startedAt }: OperationSummary): number {
  return Date.parse(startedAt ?? requestedAt);
}

/** One that goes on has not ended. */
function endOf({ endedAt }: OperationSummary): number {
  return endedAt === undefined ? Infinity : Date.parse(endedAt);
}

function inWords({ id, target, title }: OperationSummary): string {
  return `${title} in ${target.namespace ?? target.name} (${id})`;
}
