import {
  MAX_REASON_LENGTH,
  type VerbAvailability,
} from '@groundcrew/plugin-operations-common';

/** Why an operation cannot be run yet. */
export type RunBlocker =
  | 'incomplete'
  | 'previewFailed'
  | 'computing'
  | { forbidden: string | undefined }
  | { override: string }
  | 'reason'
  | 'reasonTooLong';

/** What is filled in and known when somebody wants to run an operation. */
export interface RunAttempt {
  isComplete: boolean;
  preview: 'computing' | 'failed' | 'current';
  availability: VerbAvailability | undefined;
  reason: string;
  override: boolean;
}

/** What stands first between a form and its operation; `undefined` when it may run. */
export function runBlocker(attempt: RunAttempt): RunBlocker | undefined {
  const { isComplete, preview, availability, reason, override } = attempt;
  if (availability && forbids(availability)) {
    return { forbidden: forbids(availability)?.reason };
  }
  if (!isComplete) {
    return 'incomplete';
  }
  if (preview === 'failed') {
    return 'previewFailed';
  }
  if (preview === 'computing' || !availability) {
    return 'computing';
  }
  const against = overridableRefusals(availability)[0];
  if (against && !override) {
    return { override: against.message };
  }
  if (availability.reasonRequired && reason.trim() === '') {
    return 'reason';
  }
  return reason.trim().length > MAX_REASON_LENGTH ? 'reasonTooLong' : undefined;
}

/** Why a verb can in no way be used now, even with the right to override rules; `undefined` when it can. */
export function forbids(
  availability: VerbAvailability,
): { reason: string | undefined } | undefined {
  const { outcome, reason, verdicts } = availability;
  const refusal = verdicts.find(
    ({ verdict, overridable }) => verdict === 'refuse' && !overridable,
  );
  if (refusal) {
    return { reason: refusal.message };
  }
  const isForbidden =
    outcome === 'unsuitable' ||
    (outcome === 'denied' && overridableRefusals(availability).length === 0);
  return isForbidden ? { reason } : undefined;
}

/** Whether a rule is in the way that some may override. */
export function isOverridable(availability: VerbAvailability): boolean {
  return availability.verdicts.some(
    ({ verdict, overridable }) => verdict !== 'pass' && overridable,
  );
}

function overridableRefusals(availability: VerbAvailability) {
  return availability.verdicts.filter(
    ({ verdict, overridable }) => verdict === 'refuse' && overridable,
  );
}
