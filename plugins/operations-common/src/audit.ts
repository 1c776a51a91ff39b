import { z } from 'zod/v3';
import { actorSchema } from './actors';

/**
 * One row of the audit trail: one transition of one operation.
 *
 * @public
 */
export const auditRowSchema = z.object({
  /** Counts from 1 without a gap. */
  sequence: z.number().int(),
  at: z.string(),
  operationId: z.string(),
  /** `submitted`, `approved`, `step-done`, `succeeded` … */
  event: z.string(),
  actor: actorSchema,
  /** What was so, and nothing that has to stay secret. */
  facts: z.record(z.unknown()),
  /** SHA-256, in hex, of the canonical JSON of this row without its hash. It contains `previousHash`. */
  hash: z.string(),
  previousHash: z.string(),
});

/**
 * One row of the audit trail.
 *
 * @public
 */
export type AuditRow = z.infer<typeof auditRowSchema>;

/**
 * Whether the audit trail is as it was written.
 *
 * @public
 */
export const auditVerificationSchema = z.object({
  whole: z.boolean(),
  rows: z.number().int(),
  /** Where it is not whole, from the first place on. */
  faults: z.array(
    z.object({ sequence: z.number().int(), message: z.string() }),
  ),
  /** Up to which row an anchor outside of the database vouches for it. Rows after that could have been replaced together. */
  anchoredUpTo: z.number().int(),
  blindSpot: z.string().optional(),
  verifiedAt: z.string(),
});

/**
 * Whether the audit trail is as it was written.
 *
 * @public
 */
export type AuditVerification = z.infer<typeof auditVerificationSchema>;
