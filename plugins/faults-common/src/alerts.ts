import { objectRefSchema } from '@groundcrew/plugin-clusters-common';
import { z } from 'zod/v3';

/**
 * The id of the fault that says no more than that an alert fires: it is explained by whatever else is known to be wrong, and
 * explains nothing.
 *
 * @public
 */
export const ALERT_FIRING_FAULT = 'alert-firing';

/**
 * One reason why an alert is as important as it is.
 *
 * @public
 */
export const importanceTermSchema = z.object({
  id: z.enum([
    'severity',
    'environment',
    'suffering',
    'reach',
    'criticality',
    'flapping',
    'silenced',
  ]),
  /** What it adds to the score, or takes from it. */
  weight: z.number(),
  /** In one sentence. */
  message: z.string(),
});

/**
 * One reason why an alert is as important as it is.
 *
 * @public
 */
export type ImportanceTerm = z.infer<typeof importanceTermSchema>;

/**
 * How important an alert is, and why.
 *
 * @public
 */
export const importanceSchema = z.object({
  /** The sum of the terms, from 0 to 1. */
  score: z.number().min(0).max(1),
  terms: z.array(importanceTermSchema),
});

/**
 * How important an alert is, and why.
 *
 * @public
 */
export type Importance = z.infer<typeof importanceSchema>;

/**
 * A silence that Alertmanager has for an alert.
 *
 * @public
 */
export const alertSilenceSchema = z.object({
  /** The name of the Alertmanager, as configured. */
  server: z.string(),
  id: z.string(),
  /** In Alertmanager's words: it knows no users. */
  createdBy: z.string(),
  comment: z.string(),
  /** ISO 8601. */
  endsAt: z.string(),
  /** Groundcrew made it, for something that is muted here. */
  isOurs: z.boolean(),
});

/**
 * A silence that Alertmanager has for an alert.
 *
 * @public
 */
export type AlertSilence = z.infer<typeof alertSilenceSchema>;

/**
 * Where an alert stands.
 *
 * - `firing`: it is important enough to be a fault of its object.
 * - `recorded`: it fires, and is not: unimportant, or of an object that nobody knows.
 * - `silenced`: it fires, and somebody silenced it in Alertmanager.
 * - `resolved`: it is over.
 *
 * @public
 */
export const alertStateSchema = z.enum([
  'firing',
  'recorded',
  'silenced',
  'resolved',
]);

/**
 * Where an alert stands.
 *
 * @public
 */
export type AlertState = z.infer<typeof alertStateSchema>;

/**
 * An alert of Alertmanager.
 *
 * @public
 */
export const alertSchema = z.object({
  id: z.number().int().positive(),
  /** Of its labels, by Alertmanager. */
  fingerprint: z.string(),
  /** Empty where nobody said of which cluster it is. */
  cluster: z.string(),
  environment: z.string().optional(),
  name: z.string(),
  state: alertStateSchema,
  /** What it is about, as its rule says. */
  summary: z.string().optional(),
  /** The label of that name. */
  severity: z.string().optional(),
  labels: z.record(z.string()),
  /** This and the other times are ISO 8601. */
  startsAt: z.string(),
  endsAt: z.string().optional(),
  lastSeenAt: z.string(),
  /** How often it was received. */
  timesSeen: z.number().int(),
  /** How often it fired again after it was over. */
  flaps: z.number().int(),
  /** The group in which Alertmanager sent it. */
  groupKey: z.string().optional(),
  /** Where the rule can be seen: an http or https address. */
  generatorUrl: z.string().optional(),
  /** What it is about, where the cluster has that. */
  object: objectRefSchema.optional(),
  /** Why it is no fault of an object, in one sentence. */
  recordedBecause: z.string().optional(),
  importance: importanceSchema,
  /** The incident that it belongs to. */
  incidentId: z.number().int().optional(),
  silences: z.array(alertSilenceSchema),
});

/**
 * An alert of Alertmanager.
 *
 * @public
 */
export type AlertView = z.infer<typeof alertSchema>;

/**
 * How it goes with the API of an Alertmanager.
 *
 * @public
 */
export const alertServerSchema = z.object({
  name: z.string(),
  cluster: z.string().optional(),
  /** `unknown`: not asked yet. */
  state: z.enum(['answers', 'fails', 'unknown']),
  /** What is wrong, in one sentence. */
  message: z.string().optional(),
  /** Since when it fails: ISO 8601. */
  failingSince: z.string().optional(),
  /** When it answered last: ISO 8601. */
  answeredAt: z.string().optional(),
});

/**
 * How it goes with the API of an Alertmanager.
 *
 * @public
 */
export type AlertServerView = z.infer<typeof alertServerSchema>;

/**
 * Alerts, as far as whoever asks may see them: those that fire first, the most important in front.
 *
 * @public
 */
export const alertListSchema = z.object({
  alerts: z.array(alertSchema),
  /** How many more fire that whoever asks may not see. */
  hidden: z.number().int(),
  /** From this importance on an alert is a fault. */
  threshold: z.number(),
  /** Whether anybody is let in to send alerts: else it has to be configured first. */
  isConfigured: z.boolean(),
  servers: z.array(alertServerSchema),
});

/**
 * Alerts, as far as whoever asks may see them.
 *
 * @public
 */
export type AlertList = z.infer<typeof alertListSchema>;
