import { z } from 'zod/v3';

/**
 * How much a detector asks of people, over a time.
 *
 * @public
 */
export const detectorRecordSchema = z.object({
  detector: z.string(),
  fault: z.string(),
  title: z.string(),
  incidents: z.number().int(),
  reopened: z.number().int(),
  /** Those that ended by themselves within five minutes, before anybody had answered. */
  passing: z.number().int(),
  acknowledged: z.number().int(),
  /** How long half of those that ended lasted at most, in milliseconds. */
  medianDurationMs: z.number().optional(),
  /** 0 to 1: which share of its incidents came back or passed by themselves. */
  noise: z.number().min(0).max(1),
});

/**
 * How much a detector asks of people, over a time.
 *
 * @public
 */
export type DetectorRecord = z.infer<typeof detectorRecordSchema>;

/**
 * A detector that does not work as it should: it threw, or it took too long and is left out for a while.
 *
 * @public
 */
export const detectorTroubleSchema = z.object({
  detector: z.string(),
  title: z.string(),
  cluster: z.string(),
  failures: z.number().int(),
  slow: z.number().int(),
  /** It is not asked until then: ISO 8601. */
  suspendedUntil: z.string().optional(),
  lastError: z.string().optional(),
});

/**
 * A detector that does not work as it should.
 *
 * @public
 */
export type DetectorTrouble = z.infer<typeof detectorTroubleSchema>;

/**
 * Detectors, the noisiest first, and those in trouble.
 *
 * @public
 */
export const detectorListSchema = z.object({
  /** Over which time, in days. */
  days: z.number().int(),
  records: z.array(detectorRecordSchema),
  trouble: z.array(detectorTroubleSchema),
});

/**
 * Detectors, the noisiest first, and those in trouble.
 *
 * @public
 */
export type DetectorList = z.infer<typeof detectorListSchema>;
