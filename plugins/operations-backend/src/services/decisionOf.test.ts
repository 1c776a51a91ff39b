import {
  exampleAutomation,
  examplePerson,
} from '../access/__testUtils__/exampleRequesters';
import { exampleAwaiting } from '../engine/__testUtils__/exampleSteps';
import type { OperationRecord } from '../engine/OperationRecord';
import type { Requester } from '../access/Requester';
import { exampleOperation } from '../store/exampleOperation';
import { decisionOf } from './decisionOf';

const CHECKOUT = 'group:default/checkout';
const owner = examplePerson('ada', CHECKOUT);
const awaiting = exampleAwaiting(1);
const ofHealer = exampleAwaiting(1, {
  requestedBy: { type: 'automation', subject: 'external:healer' },
});
const nobodys = exampleAwaiting(1, {
  approval: { ...awaiting.approval!, approvers: [] },
});

describe('decisionOf', () => {
  it.each<[string, OperationRecord, Requester, string | undefined]>([
    ['an approver may', awaiting, owner, undefined],
    [
      'an approver may of what an automation asked for',
      ofHealer,
      owner,
      undefined,
    ],
    [
      'whoever asked may not, approver or not',
      awaiting,
      examplePerson('dana', CHECKOUT),
      'nobody approves what they asked for themselves',
    ],
    [
      'somebody else may not',
      awaiting,
      examplePerson('eve', 'group:default/other'),
      expect.stringMatching(/^only .*checkout may approve it/),
    ],
    [
      'an automation may not',
      awaiting,
      exampleAutomation('external:healer'),
      'only a person may approve',
    ],
    [
      'an automation may not of its own',
      ofHealer,
      exampleAutomation('external:healer'),
      'only a person may approve',
    ],
    [
      'whoever has the permission may, where nobody is named',
      nobodys,
      examplePerson('eve'),
      undefined,
    ],
    [
      'nobody may what waits for none',
      exampleOperation({ phase: 'queued' }),
      owner,
      'it does not wait for an approval',
    ],
    [
      'nobody may any more when it was decided',
      { ...awaiting, phase: 'queued' },
      owner,
      'it does not wait for an approval',
    ],
  ])('%s', (_, record, requester, reason) => {
    expect(decisionOf(record, requester, { allowed: true })).toEqual(
      reason === undefined ? { allowed: true } : { allowed: false, reason },
    );
  });

  it('takes the permission, too', () => {
    const denied = { allowed: false, reason: 'you lack it' } as const;
    expect(decisionOf(awaiting, owner, denied)).toEqual(denied);
    expect(decisionOf(nobodys, owner, denied)).toEqual(denied);
  });
});
