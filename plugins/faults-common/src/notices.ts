import { z } from 'zod/v3';
import { severitySchema } from './severities';

/**
 * Why people were told of an incident.
 *
 * - `opened`: it is there.
 * - `worse`: it is worse than what they were told.
 * - `grown`: much more suffers from it than they were told.
 * - `back`: it was over, and is there again.
 * - `escalated`: nobody acknowledged it in time.
 * - `healed`: it healed by itself before anybody was told.
 * - `over`: what they were told of is over.
 *
 * @public
 */
export const noticeReasonSchema = z.enum([
  'opened',
  'worse',
  'grown',
  'back',
  'escalated',
  'healed',
  'over',
]);

/** @public */
export type NoticeReason = z.infer<typeof noticeReasonSchema>;

/**
 * One time that people were told of an incident.
 *
 * @public
 */
export const noticeSchema = z.object({
  /** When it was decided: ISO 8601. */
  at: z.string(),
  /** When it was sent; left out while it is tried. */
  sentAt: z.string().optional(),
  reason: noticeReasonSchema,
  /** Why, in one sentence. */
  message: z.string(),
  /** The name of the route whose rule it follows. */
  route: z.string(),
  severity: severitySchema,
  /** Entity references of users and groups that were told. Empty before it was sent, and where nobody could be found. */
  recipients: z.array(z.string()),
  /** Who should have been told and could not be, and why. */
  missing: z.array(z.object({ recipient: z.string(), why: z.string() })),
  /** Why it has not been sent yet. */
  failure: z.string().optional(),
});

/** @public */
export type Notice = z.infer<typeof noticeSchema>;

/**
 * Whether people are told of an incident.
 *
 * - `nobody`: no route is for it, or the route says that nobody is told.
 * - `waiting`: not yet; what comes next says until when.
 * - `healing`: healing goes first.
 * - `muted`: somebody muted it.
 * - `answered`: somebody has it in hand.
 * - `storm`: it is one of many, which are told as one.
 * - `told`: people were told; what comes next says who is told when nobody acknowledges it.
 * - `over`: there is nothing to tell any more.
 *
 * @public
 */
export const noticeStateSchema = z.enum([
  'nobody',
  'waiting',
  'healing',
  'muted',
  'answered',
  'storm',
  'told',
  'over',
]);

/** @public */
export type NoticeState = z.infer<typeof noticeStateSchema>;

/**
 * Who was told of an incident, when and why; and what comes next, or why nobody is told.
 *
 * @public
 */
export const noticesViewSchema = z.object({
  state: noticeStateSchema,
  /** In one sentence. */
  reason: z.string(),
  /** The name of the route that it takes. */
  route: z.string().optional(),
  /** What happens when nothing else does. */
  next: z
    .object({
      kind: z.enum(['tell', 'escalate']),
      /** ISO 8601. */
      at: z.string(),
      /** As the route names them: `owner`, an entity reference, or `oncall:` with the name of a rotation. */
      recipients: z.array(z.string()),
    })
    .optional(),
  /** The oldest first. */
  notices: z.array(noticeSchema),
  /** The storm that it is told with. */
  storm: z
    .object({
      /** ISO 8601. */
      startedAt: z.string(),
      /** How many incidents belong to it. */
      incidents: z.number().int(),
    })
    .optional(),
});

/** @public */
export type NoticesView = z.infer<typeof noticesViewSchema>;

/**
 * The topic of notifications of incidents.
 *
 * @public
 */
export const INCIDENTS_NOTIFICATION_TOPIC = 'groundcrew-incidents';

/**
 * What notifications of incidents carry in their metadata, for processors.
 *
 * @public
 */
export const noticeMetadataSchema = z.object({
  /** Whether it is there or over. */
  'groundcrew.io/state': z.enum(['open', 'over']),
  /** The worst that people were told. */
  'groundcrew.io/severity': severitySchema,
  'groundcrew.io/cluster': z.string(),
  'groundcrew.io/environment': z.string().optional(),
  /** What is wrong: the id of a fault. */
  'groundcrew.io/fault': z.string().optional(),
  /** The entities that suffer, separated by commas. */
  'groundcrew.io/entities': z.string().optional(),
});

/** @public */
export type NoticeMetadata = z.infer<typeof noticeMetadataSchema>;
