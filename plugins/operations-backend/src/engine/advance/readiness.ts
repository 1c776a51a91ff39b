import type { OperationRecord } from '../OperationRecord';
import { askToConfirm } from './answers';
import { end, to } from './phases';
import type { Seen } from './Seen';

/** The rules were asked whether it may begin, and its cluster what it would do. */
export function checked(
  operation: OperationRecord,
  seen: Seen<'checked'> | Seen<'preview-changed'>,
): OperationRecord {
  const { now } = seen;
  if (seen.type === 'preview-changed') {
    return {
      ...askToConfirm(operation, 'what it would do has changed', now),
      preview: seen.preview,
    };
  }
  const { verdicts } = seen;
  switch (seen.verdict) {
    case 'refuse':
      return { ...end(operation, 'refused', seen.message, now), verdicts };
    case 'wait':
      return {
        ...to(operation, 'queued', seen.message),
        verdicts,
        wakeAt: seen.until,
      };
    default:
  }
  if (operation.grantedUntil !== undefined && now >= operation.grantedUntil) {
    return {
      ...askToConfirm(
        operation,
        'whoever asked for it was last here too long ago',
        now,
      ),
      verdicts,
    };
  }
  return {
    ...to(operation, 'running', 'its steps are being taken'),
    verdicts,
    steps: seen.steps,
    startedAt: now,
  };
}
