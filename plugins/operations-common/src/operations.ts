import { z } from 'zod/v3';
import { actorSchema } from './actors';
import { approvalSchema } from './approvals';
import { operationPhaseSchema } from './phases';
import { previewSchema } from './previews';
import { previewRequestSchema } from './previewRequests';
import { riskSchema } from './risks';
import { ruleVerdictSchema } from './rules';
import { operationStepSchema } from './steps';
import { operationTargetSchema } from './targets';

/**
 * One change, asked for by somebody for a reason, as lists show it. Times are ISO 8601 in UTC.
 *
 * @public
 */
export const operationSummarySchema = z.object({
  id: z.string(),
  /** The id of the verb: `kubernetes.restart`. */
  operation: z.string(),
  /** What it does, in words: `Restart checkout`. */
  title: z.string(),
  target: operationTargetSchema,
  environment: z.string().optional(),
  /** Who may change the target: an entity reference, from the cluster's side. */
  targetOwner: z.string().optional(),
  entityRef: z.string().optional(),
  risk: riskSchema,
  requestedBy: actorSchema,
  requestedAt: z.string(),
  reason: z.string().optional(),
  phase: operationPhaseSchema,
  /** Why it is in that phase, in words. */
  phaseReason: z.string(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** The operation that this one takes back. */
  undoes: z.string().optional(),
  /** The operation that takes this one back. */
  undoneBy: z.string().optional(),
  /** The operation that this one is a part of. */
  parent: z.string().optional(),
  /** Counts the changes of this operation: what is older may be dropped. */
  revision: z.number().int(),
});

/**
 * One change, as lists show it.
 *
 * @public
 */
export type OperationSummary = z.infer<typeof operationSummarySchema>;

/**
 * One change with all that is known of it.
 *
 * @public
 */
export const operationDetailSchema = operationSummarySchema.extend({
  input: z.record(z.unknown()),
  preview: previewSchema,
  verdicts: z.array(ruleVerdictSchema),
  approval: approvalSchema.optional(),
  steps: z.array(operationStepSchema),
  /** Until when the one who asked counts as present; after that it has to be confirmed before it begins. */
  grantedUntil: z.string().optional(),
  /** What may be said to it now, by whoever asked for this answer. */
  commands: z.array(z.object({ command: z.string(), title: z.string() })),
  /** Whether whoever asked for this answer may approve or refuse it, and why not otherwise. */
  decision: z.object({ allowed: z.boolean(), reason: z.string().optional() }),
  /** How it can be taken back by an operation of its own, or why it cannot. */
  undo: z.object({
    request: previewRequestSchema.optional(),
    reason: z.string().optional(),
  }),
  children: z.array(operationSummarySchema),
  /** The operation that changes its target now, which it has to wait for. */
  heldBy: operationSummarySchema
    .pick({ id: true, title: true, requestedBy: true })
    .optional(),
});

/**
 * One change with all that is known of it.
 *
 * @public
 */
export type OperationDetail = z.infer<typeof operationDetailSchema>;

/**
 * A page of operations, newest first.
 *
 * @public
 */
export const operationListSchema = z.object({
  operations: z.array(operationSummarySchema),
  /** For the next page; left out on the last one. */
  nextCursor: z.string().optional(),
});

/**
 * A page of operations, newest first.
 *
 * @public
 */
export type OperationList = z.infer<typeof operationListSchema>;
