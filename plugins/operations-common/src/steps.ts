import { z } from 'zod/v3';

/**
 * One step of an operation, and how it went.
 *
 * - `pending`: not begun. `running`: an attempt is under way, or was cut off and will be repeated.
 * - `waiting`: begun, and something in the cluster is awaited.
 * - `done`, `failed`, `skipped`: over. `undone`: done, and taken back.
 *
 * @public
 */
export const operationStepSchema = z.object({
  id: z.string(),
  title: z.string(),
  status: z.enum([
    'pending',
    'running',
    'waiting',
    'done',
    'failed',
    'skipped',
    'undone',
  ]),
  attempts: z.number().int(),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** What happens, is awaited, or went wrong, in words. */
  message: z.string().optional(),
});

/**
 * One step of an operation, and how it went.
 *
 * @public
 */
export type OperationStep = z.infer<typeof operationStepSchema>;
