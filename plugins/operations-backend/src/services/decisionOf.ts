import type { AccessDecision } from '../access/AccessDecision';
import type { Requester } from '../access/Requester';
import type { OperationRecord } from '../engine/OperationRecord';
import { approversInWords } from '../approvals/approversInWords';

/**
 * Whether somebody may approve or refuse an operation, and why not otherwise. Pure.
 *
 * @param permitted - what the permission to approve says of it
 */
export function decisionOf(
  { approval, phase, requestedBy }: OperationRecord,
  requester: Requester,
  permitted: AccessDecision,
): AccessDecision {
  const no = (reason: string): AccessDecision => ({ allowed: false, reason });
  if (phase !== 'awaiting-approval' || !approval) {
    return no('it does not wait for an approval');
  }
  const { actor, ownershipRefs } = requester;
  if (actor.type !== 'user') {
    return no('only a person may approve');
  }
  if (
    requestedBy.type === 'user' &&
    requestedBy.entityRef === actor.entityRef
  ) {
    return no('nobody approves what they asked for themselves');
  }
  if (!permitted.allowed) {
    return permitted;
  }
  const { approvers } = approval;
  return approvers.length === 0 ||
    approvers.some(approver => ownershipRefs.includes(approver))
    ? { allowed: true }
    : no(`only ${approversInWords(approvers)} may approve it`);
}
