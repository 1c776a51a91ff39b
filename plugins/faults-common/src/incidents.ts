import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';
import { faultCategorySchema } from './categories';
import { changeSchema } from './changes';
import { explanationSchema } from './explanations';
import { severitySchema } from './severities';

/**
 * Where an incident is in its life.
 *
 * @public
 */
export const incidentPhaseSchema = z.enum([
  'open',
  'acknowledged',
  'healing',
  'resolved',
]);

/**
 * Where an incident is in its life.
 *
 * @public
 */
export type IncidentPhase = z.infer<typeof incidentPhaseSchema>;

/**
 * One line of the history of an incident.
 *
 * @public
 */
export const timelineEntrySchema = z.object({
  /** ISO 8601. */
  at: z.string(),
  kind: z.enum([
    'opened',
    'cause-changed',
    'severity-changed',
    'symptoms-changed',
    'merged',
    'split',
    'acknowledged',
    'assigned',
    'note',
    'overdue',
    'healing',
    'told',
    'muted',
    'unmuted',
    'resolved',
    'reopened',
  ]),
  message: z.string(),
  /** The entity reference of whoever did it; nobody, where Groundcrew saw it by itself. */
  actor: z.string().optional(),
});

/**
 * One line of the history of an incident.
 *
 * @public
 */
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/**
 * Findings under one root cause, with a life.
 *
 * @public
 */
export const incidentSummarySchema = z.object({
  id: z.number().int().positive(),
  /** Counts its changes. */
  revision: z.number().int(),
  phase: incidentPhaseSchema,
  severity: severitySchema,
  /** Where the cause sits. */
  object: objectRefSchema,
  environment: z.string().optional(),
  /** The id of the fault. */
  fault: z.string(),
  category: faultCategorySchema,
  /** The id of the detector that found it. */
  detector: z.string(),
  /** The fault, in a few words. */
  title: z.string(),
  /** What is wrong, in one sentence. */
  message: z.string(),
  confidence: z.number(),
  /** Entity references of what suffers, as far as the catalog knows. */
  entities: z.array(z.string()),
  /** What suffers from it. */
  affected: z.array(objectRefSchema),
  symptomCount: z.number().int(),
  /** What changed before it began, and may be why. */
  suspect: changeSchema.optional(),
  /** This and the other times are ISO 8601. */
  openedAt: z.string(),
  acknowledgedAt: z.string().optional(),
  acknowledgedBy: z.string().optional(),
  assignee: z.string().optional(),
  /** Until then somebody should have acknowledged it. */
  respondBy: z.string(),
  /** Nobody did. */
  isOverdue: z.boolean(),
  /** Since when nothing is wrong any more; it is resolved when that lasts. */
  recoveringSince: z.string().optional(),
  resolvedAt: z.string().optional(),
  /** Why it ended: the cause was gone, it became part of another one, or a person said so. */
  resolution: z.enum(['recovered', 'merged', 'by-hand', 'unlinked']).optional(),
  /** How often it came back after it had been resolved. */
  reopened: z.number().int(),
  /** The incident that it became part of. */
  mergedInto: z.number().int().optional(),
  /** The incident that it was a part of before. */
  splitFrom: z.number().int().optional(),
  /** Nobody is asked about it until then. */
  mutedUntil: z.string().optional(),
});

/**
 * Findings under one root cause, with a life.
 *
 * @public
 */
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

/**
 * An incident with everything that is known of it, as far as whoever asks may see it.
 *
 * @public
 */
export const incidentDetailSchema = incidentSummarySchema.extend({
  explanation: explanationSchema,
  /** Why it is as bad as it is said to be. */
  severityReasons: z.array(z.string()),
  /** The oldest first. */
  timeline: z.array(timelineEntrySchema),
  /** Incidents that became a part of it. */
  mergedFrom: z.array(z.number().int()),
  /** Whether whoever asks may acknowledge, assign, resolve and mute it. */
  mayRespond: z.boolean(),
});

/**
 * An incident with everything that is known of it.
 *
 * @public
 */
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

/**
 * Incidents, the newest first, or those that need an answer first.
 *
 * @public
 */
export const incidentListSchema = z.object({
  incidents: z.array(incidentSummarySchema),
  /** To go on from, when there are more. */
  nextCursor: z.string().optional(),
});

/**
 * Incidents, and where to go on.
 *
 * @public
 */
export type IncidentList = z.infer<typeof incidentListSchema>;
