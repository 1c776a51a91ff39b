import type {
  RuleVerdict,
  VerbAvailability,
} from '@groundcrew/plugin-operations-common';
import { verbAvailability } from '../../testUtils';
import { forbids, isOverridable, runBlocker } from './runBlocker';

const freeze: RuleVerdict = {
  rule: 'freeze-window',
  verdict: 'refuse',
  message: 'frozen until Monday',
  overridable: true,
};
const floor: RuleVerdict = {
  rule: 'healthy-floor',
  verdict: 'refuse',
  message: 'too few are ready',
  overridable: false,
};
const cooldown: RuleVerdict = {
  rule: 'cooldown',
  verdict: 'wait',
  message: 'changed a minute ago',
  overridable: true,
};

const attempt = {
  isComplete: true,
  preview: 'current' as const,
  availability: verbAvailability(),
  reason: '',
  override: false,
};

describe('runBlocker', () => {
  it.each<[string, Partial<typeof attempt> | object, unknown]>([
    ['nothing', {}, undefined],
    [
      'a verb that is not there',
      {
        availability: verbAvailability({
          outcome: 'unsuitable',
          reason: 'Git is the owner',
        }),
        isComplete: false,
      },
      { forbidden: 'Git is the owner' },
    ],
    [
      'no permission',
      { availability: verbAvailability({ outcome: 'denied' }) },
      { forbidden: undefined },
    ],
    [
      'a rule that nobody may override',
      {
        availability: verbAvailability({
          outcome: 'denied',
          verdicts: [floor],
          overridable: false,
        }),
        override: true,
      },
      { forbidden: 'too few are ready' },
    ],
    [
      'a rule that some may override',
      {
        availability: verbAvailability({
          outcome: 'denied',
          verdicts: [freeze],
          overridable: true,
        }),
      },
      { override: 'frozen until Monday' },
    ],
    [
      'that rule, overridden',
      {
        availability: verbAvailability({
          outcome: 'denied',
          verdicts: [freeze],
          overridable: true,
        }),
        override: true,
      },
      undefined,
    ],
    [
      'a rule that lets it wait',
      { availability: verbAvailability({ verdicts: [cooldown] }) },
      undefined,
    ],
    ['empty fields', { isComplete: false, preview: 'computing' }, 'incomplete'],
    ['a preview that failed', { preview: 'failed' }, 'previewFailed'],
    ['a preview that is awaited', { preview: 'computing' }, 'computing'],
    ['nothing known at all', { availability: undefined }, 'computing'],
    [
      'no reason where one is required',
      {
        availability: verbAvailability({ reasonRequired: true }),
        reason: '  ',
      },
      'reason',
    ],
    [
      'a reason that is too long',
      { reason: 'a'.repeat(2001) },
      'reasonTooLong',
    ],
    ['a reason as long as it may be', { reason: 'a'.repeat(2000) }, undefined],
  ])('is stopped by %s', (_, more, expected) => {
    expect(runBlocker({ ...attempt, ...more })).toEqual(expected);
  });
});

it.each<[Partial<VerbAvailability>, boolean, boolean]>([
  [{}, false, false],
  [{ outcome: 'needs-approval' }, false, false],
  [{ outcome: 'denied' }, true, false],
  [{ outcome: 'unsuitable' }, true, false],
  [{ outcome: 'denied', verdicts: [freeze], overridable: true }, false, true],
  // The rule could be overridden, but not by whoever asks.
  [{ outcome: 'denied', verdicts: [freeze], overridable: false }, true, false],
  [
    { outcome: 'unsuitable', verdicts: [freeze], overridable: true },
    true,
    false,
  ],
  [{ verdicts: [cooldown], overridable: true }, false, true],
])('of %j: forbidden %s, overridable %s', (more, isForbidden, overridable) => {
  const availability = verbAvailability(more);
  expect(forbids(availability) !== undefined).toBe(isForbidden);
  expect(isOverridable(availability)).toBe(overridable);
});
