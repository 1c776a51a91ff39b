import type { ApprovalDecision } from '@groundcrew/plugin-operations-common';
import { exampleOperation } from '../../store/exampleOperation';
import { exampleAwaiting, examplePreview } from '../__testUtils__/exampleSteps';
import type { Observation } from '../Observation';
import type { OperationRecord } from '../OperationRecord';
import { check, checkIgnored } from './__testUtils__/tables';
import { CONFIRM_WITHIN_MS } from './answers';

const SEEN = 'preview-hash';
const confirming = exampleOperation({
  phase: 'needs-confirmation',
  grantedUntil: 15_000,
  answerBy: 100_000,
});

const approvalOf = (by: string, previewHash = SEEN): ApprovalDecision => ({
  by,
  at: '2027-01-15T08:00:00.000Z',
  decision: 'approved',
  previewHash,
});
const approvedBy = (
  operation: OperationRecord,
  ...decisions: ApprovalDecision[]
): OperationRecord => ({
  ...operation,
  approval: { ...operation.approval!, decisions },
});
const approve = (by: string, hash = SEEN, now = 20_000): Observation => ({
  type: 'decided',
  by,
  decision: 'approved',
  preview: examplePreview(hash),
  grantedUntil: 35_000,
  now,
});

describe('advance, while it awaits approval', () => {
  check([
    [
      'is queued when enough agreed, and the approver is present now',
      exampleAwaiting(1),
      approve('user:default/ada'),
      {
        phase: 'queued',
        phaseReason: 'approved by user:default/ada',
        grantedUntil: 35_000,
        answerBy: undefined,
      },
    ],
    [
      'makes no automation present',
      exampleAwaiting(1, { grantedUntil: undefined }),
      approve('user:default/ada'),
      { phase: 'queued', grantedUntil: undefined },
    ],
    [
      'counts the first of two',
      exampleAwaiting(2),
      approve('user:default/ada'),
      {
        phase: 'awaiting-approval',
        phaseReason: 'approved by 1 of 2',
        answerBy: 100_000,
      },
    ],
    [
      'counts the same person once',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      approve('user:default/ada'),
      { phase: 'awaiting-approval', phaseReason: 'approved by 1 of 2' },
    ],
    [
      'is queued by the second of two',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      approve('user:default/bob'),
      {
        phase: 'queued',
        phaseReason: 'approved by user:default/ada and user:default/bob',
      },
    ],
    [
      'does not count who agreed to something else',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      approve('user:default/bob', 'other'),
      {
        phase: 'awaiting-approval',
        phaseReason: 'approved by 1 of 2',
        // What the one who asked has seen, for as long as nobody else decided otherwise.
        preview: { hash: SEEN },
      },
    ],
    [
      'is confirmed by whoever asked, when all agreed to something else than that',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada', 'other')),
      approve('user:default/bob', 'other'),
      {
        phase: 'needs-confirmation',
        preview: { hash: 'other' },
        answerBy: 20_000 + CONFIRM_WITHIN_MS,
      },
    ],
    [
      'is refused by one, even after another agreed',
      approvedBy(exampleAwaiting(2), approvalOf('user:default/ada')),
      {
        type: 'decided',
        by: 'user:default/bob',
        decision: 'refused',
        comment: 'not on a Friday',
        preview: examplePreview(SEEN),
        grantedUntil: 35_000,
        now: 20_000,
      },
      {
        phase: 'refused',
        phaseReason: 'refused by user:default/bob: not on a Friday',
        endedAt: 20_000,
        answerBy: undefined,
      },
    ],
    [
      'expires when its time has come',
      exampleAwaiting(1),
      { type: 'time', now: 100_000 },
      {
        phase: 'expired',
        phaseReason: 'nobody approved it in time',
        endedAt: 100_000,
      },
    ],
    [
      'is cancelled',
      exampleAwaiting(1),
      { type: 'cancel', by: 'user:default/dana', now: 20_000 },
      { phase: 'cancelled', answerBy: undefined },
    ],
  ]);

  describe('ignores', () => {
    checkIgnored([
      [
        'an approval that comes too late',
        exampleAwaiting(1),
        approve('user:default/ada', SEEN, 100_000),
      ],
      [
        'time, before it is over',
        exampleAwaiting(1),
        { type: 'time', now: 99_999 },
      ],
      [
        'time, after the clock went back',
        exampleAwaiting(1),
        { type: 'time', now: -1_000_000_000 },
      ],
      [
        'a decision on what needs none',
        exampleOperation({ phase: 'awaiting-approval', answerBy: 100_000 }),
        approve('user:default/ada'),
      ],
    ]);
  });
});

describe('advance, while it needs confirmation', () => {
  const confirm = (hash = SEEN, now = 20_000): Observation => ({
    type: 'confirmed',
    by: 'user:default/dana',
    preview: examplePreview(hash),
    grantedUntil: 35_000,
    now,
  });
  const approved = approvedBy(
    { ...exampleAwaiting(1), phase: 'needs-confirmation' },
    approvalOf('user:default/ada', 'other'),
  );

  check([
    [
      'is queued, and whoever asked is present again',
      confirming,
      confirm('other'),
      {
        phase: 'queued',
        phaseReason: 'confirmed by user:default/dana',
        preview: { hash: 'other' },
        grantedUntil: 35_000,
        answerBy: undefined,
      },
    ],
    [
      'never makes an automation present: it is asked about each time',
      { ...confirming, grantedUntil: undefined },
      confirm(),
      { phase: 'queued', grantedUntil: undefined },
    ],
    [
      'is queued when what was approved is what is confirmed',
      approved,
      confirm('other'),
      { phase: 'queued' },
    ],
    [
      'is approved anew when it is something else',
      approved,
      confirm('third'),
      {
        phase: 'awaiting-approval',
        preview: { hash: 'third' },
        approval: { decisions: [] },
      },
    ],
    [
      'gives approvers who are asked again time again',
      {
        ...approved,
        answerBy: 200_000,
        approval: {
          ...approved.approval!,
          expiresAt: new Date(100_000).toISOString(),
        },
      },
      confirm('third', 150_000),
      {
        phase: 'awaiting-approval',
        answerBy: 150_000 + CONFIRM_WITHIN_MS,
        approval: {
          expiresAt: new Date(150_000 + CONFIRM_WITHIN_MS).toISOString(),
        },
      },
    ],
    [
      'expires',
      confirming,
      { type: 'time', now: 100_000 },
      { phase: 'expired', phaseReason: 'nobody confirmed it in time' },
    ],
    [
      'is cancelled',
      confirming,
      { type: 'cancel', by: 'user:default/dana', now: 20_000 },
      { phase: 'cancelled' },
    ],
  ]);

  describe('ignores', () => {
    checkIgnored([
      [
        'a confirmation that comes too late',
        confirming,
        confirm(SEEN, 100_000),
      ],
      ['an approval', confirming, approve('user:default/ada')],
    ]);
  });
});
