import { z } from 'zod/v3';
import { operationPhaseSchema } from './phases';
import { previewRequestSchema } from './previewRequests';

/**
 * How long a reason or a comment may be, in characters.
 *
 * @public
 */
export const MAX_REASON_LENGTH = 2_000;

const reasonSchema = z
  .string()
  .trim()
  .max(
    MAX_REASON_LENGTH,
    `a reason may have ${MAX_REASON_LENGTH} characters at the most`,
  );

/**
 * Asks for an operation.
 *
 * @public
 */
export const submitRequestSchema = previewRequestSchema.extend({
  reason: reasonSchema.optional(),
  /** The hash of the preview that was seen. Given, nothing else than that is done without asking again. */
  previewHash: z.string().max(128).optional(),
  /** Asked twice with the same key by the same actor, it is one operation. */
  idempotencyKey: z.string().min(1).max(128).optional(),
  /** Runs past rules that may be overridden; takes `groundcrew.operations.override`. */
  override: z.boolean().optional(),
  undoes: z.string().max(64).optional(),
  parent: z.string().max(64).optional(),
});

/**
 * Asks for an operation.
 *
 * @public
 */
export type SubmitRequest = z.input<typeof submitRequestSchema>;

/**
 * Says something to an operation.
 *
 * @public
 */
export const commandRequestSchema = z.object({
  command: z.string().min(1).max(64),
  comment: reasonSchema.optional(),
  /** For `confirm`: the hash of the preview that was seen. */
  previewHash: z.string().max(128).optional(),
});

/**
 * Says something to an operation.
 *
 * @public
 */
export type CommandRequest = z.input<typeof commandRequestSchema>;

/**
 * Approves or refuses an operation of somebody else.
 *
 * @public
 */
export const decisionRequestSchema = z.object({
  decision: z.enum(['approved', 'refused']),
  comment: reasonSchema.optional(),
  /** The hash of the preview that was seen: what was not seen is not approved. */
  previewHash: z.string().min(1).max(128),
});

/**
 * Approves or refuses an operation of somebody else.
 *
 * @public
 */
export type DecisionRequest = z.input<typeof decisionRequestSchema>;

const oneOrMore = <T extends z.ZodTypeAny>(schema: T) =>
  z.preprocess(
    value => (value === undefined || Array.isArray(value) ? value : [value]),
    z.array(schema).max(50).optional(),
  );

/**
 * Which operations to list, newest first.
 *
 * @public
 */
export const operationFilterSchema = z.object({
  entityRef: z.string().optional(),
  cluster: oneOrMore(z.string()),
  environment: oneOrMore(z.string()),
  operation: oneOrMore(z.string()),
  phase: oneOrMore(operationPhaseSchema),
  /** A user's entity reference, or the subject of an automation. */
  actor: z.string().optional(),
  /** Only those that wait for a decision of whoever asks. */
  waitingForMe: z
    .preprocess(value => value === true || value === 'true', z.boolean())
    .optional(),
  from: z.string().datetime().optional(),
  to: z.string().datetime().optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  /** From the answer before. */
  cursor: z.string().max(256).optional(),
});

/**
 * Which operations to list.
 *
 * @public
 */
export type OperationFilter = z.input<typeof operationFilterSchema>;
