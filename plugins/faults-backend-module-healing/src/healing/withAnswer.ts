import { underWay, withAttempt, type HealingRecord } from './HealingRecord';

/** What came of asking for an operation, or for what takes it back. */
export type Answer = { operationId: string } | { refusal: string };

/** What becomes of an attempt by an answer. A refusal is an outcome, not an error. */
export function withAnswer(
  record: HealingRecord,
  asked: 'submit' | 'undo',
  answer: Answer,
  now: number,
): HealingRecord {
  if ('operationId' in answer) {
    const { operationId } = answer;
    return withAttempt(
      record,
      asked === 'submit' ? { operationId } : { undoId: operationId },
    );
  }
  if (asked === 'submit') {
    return withAttempt(record, {
      outcome: 'refused',
      reason: answer.refusal,
      endedAt: now,
    });
  }
  return withAttempt(record, {
    outcome: underWay(record)?.contains ? 'overtaken' : 'useless',
    reason: `It could not be taken back: ${answer.refusal}`,
    endedAt: now,
  });
}
