import { z } from 'zod/v3';

/**
 * What one approver said.
 *
 * @public
 */
export const approvalDecisionSchema = z.object({
  by: z.string(),
  at: z.string(),
  decision: z.enum(['approved', 'refused']),
  comment: z.string().optional(),
  /** The hash of the preview that was decided on. */
  previewHash: z.string(),
});

/**
 * What one approver said.
 *
 * @public
 */
export type ApprovalDecision = z.infer<typeof approvalDecisionSchema>;

/**
 * Who has to agree before an operation runs, and what was said so far.
 *
 * @public
 */
export const approvalSchema = z.object({
  /** Entity references of the users and groups that may decide. Never the one who asks. */
  approvers: z.array(z.string()),
  /** How many of them have to agree. */
  needed: z.number().int().min(1),
  expiresAt: z.string(),
  decisions: z.array(approvalDecisionSchema),
});

/**
 * Who has to agree before an operation runs, and what was said so far.
 *
 * @public
 */
export type Approval = z.infer<typeof approvalSchema>;
