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
  const against = refusals(availability)[0];
  if (against && !override) {
    return { override: against.message };
  }
  if (availability.reasonRequired && reason.trim() === '') {
    return 'reason';
  }
  return reason.trim().length > MAX_REASON_LENGTH ? 'reasonTooLong' : undefined;
}

/** Why a verb can in no way be used by whoever asks, even past the rules; `undefined` when it can. */
export function forbids(
  availability: VerbAvailability,
): { reason: string | undefined } | undefined {
  const { outcome, reason, verdicts } = availability;
  const isForbidden = outcome === 'unsuitable' || outcome === 'denied';
  return isForbidden && !isOverridable(availability)
    ? {
        reason:
          reason ??
          verdicts.find(({ verdict }) => verdict === 'refuse')?.message,
      }
    : undefined;
}

/** Whether rules are in the way that whoever asks may override. */
export function isOverridable(availability: VerbAvailability): boolean {
  return (
    availability.overridable === true && availability.outcome !== 'unsuitable'
  );
}

function refusals(availability: VerbAvailability) {
  return availability.verdicts.filter(({ verdict }) => verdict === 'refuse');
}
