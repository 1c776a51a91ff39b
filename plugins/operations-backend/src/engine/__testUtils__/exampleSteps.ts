import type {
  Preview,
  RuleVerdict,
} from '@groundcrew/plugin-operations-common';
import { exampleOperation } from '../../store/exampleOperation';
import type { OperationRecord, StepRecord } from '../OperationRecord';

/** A step that was planned and not begun, for tests. */
export function exampleStep(
  id: string,
  changes: Partial<StepRecord> = {},
): StepRecord {
  return {
    id,
    title: `Step ${id}`,
    step: id,
    args: {},
    status: 'pending',
    undoable: true,
    maxAttempts: 3,
    timeoutMs: 60_000,
    attempts: 0,
    undoAttempts: 0,
    ...changes,
  };
}

/** A step that is over, for tests. */
export function exampleStepDone(
  id: string,
  changes: Partial<StepRecord> = {},
): StepRecord {
  return exampleStep(id, {
    status: 'done',
    attempts: 1,
    startedAt: 1_000,
    endedAt: 2_000,
    ...changes,
  });
}

/** A preview with this hash, for tests. */
export function examplePreview(hash: string): Preview {
  return { ...exampleOperation().preview, hash };
}

/** What a rule said, for tests. */
export function exampleVerdict(
  changes: Partial<RuleVerdict> = {},
): RuleVerdict {
  return {
    rule: 'freeze-window',
    verdict: 'pass',
    message: 'no freeze',
    overridable: true,
    ...changes,
  };
}

/** An operation that waits for so many approvals, for tests. */
export function exampleAwaiting(
  needed: number,
  changes: Partial<OperationRecord> = {},
): OperationRecord {
  const expiresAt = 100_000;
  return exampleOperation({
    phase: 'awaiting-approval',
    grantedUntil: 15_000,
    answerBy: expiresAt,
    approval: {
      approvers: ['group:default/checkout'],
      needed,
      expiresAt: new Date(expiresAt).toISOString(),
      decisions: [],
    },
    ...changes,
  });
}
