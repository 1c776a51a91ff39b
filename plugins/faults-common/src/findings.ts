import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { faultCategorySchema } from './categories';
import { evidenceSchema } from './evidence';

/**
 * What one detector says of one object, now.
 *
 * @public
 */
export const findingSchema = z.object({
  /** The id of the fault: `node-selector-unsatisfiable`. */
  fault: z.string(),
  category: faultCategorySchema,
  /** The fault, in a few words: `No node has the labels that it asks for`. */
  title: z.string(),
  /** It says that something does not work, and not why. */
  isGeneral: z.boolean().optional(),
  /** Where the fault sits, which is not always where it shows: of a workload the object that people name, not its pods. */
  object: objectRefSchema,
  /** What is wrong with this very object, in one sentence. */
  message: z.string(),
  /**
   * How sure it is that this is wrong and does harm, from 0 to 1: 0.85 and more is decisive, 0.6 and more is likely, and
   * less is something that would be worth to mend although nothing suffers from it now.
   */
  confidence: z.number().min(0).max(1),
  evidence: z.array(evidenceSchema),
  /**
   * Whether it is over by itself in a moment: where it surely is not, nobody has to wait to see whether it stays, however unsure the
   * cause; where it may well be (`false`), it has to stay for a moment, however sure.
   */
  isLasting: z.boolean().optional(),
  /** Whoever says so wants an answer soon, also while everything runs that should. */
  isUrgent: z.boolean().optional(),
  /** Objects whose trouble it accounts for, besides its own. */
  explains: z.array(objectRefSchema),
  /** The id of the detector that says so. */
  detector: z.string(),
});

/**
 * What one detector says of one object, now.
 *
 * @public
 */
export type Finding = z.infer<typeof findingSchema>;
