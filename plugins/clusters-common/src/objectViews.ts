import { z } from 'zod/v3';
import { freshnessSchema } from './freshness';
import { objectRefSchema } from './objects';

/**
 * The query of `GET /v1/clusters/:cluster/object`.
 *
 * @public
 */
export const objectQuerySchema = z.object({
  kind: z.string().min(1),
  namespace: z.string().optional(),
  name: z.string().min(1),
});

/**
 * One object as it lies in the watch cache, redacted.
 *
 * @public
 */
export const objectViewSchema = z.object({
  ref: objectRefSchema,
  object: z.record(z.unknown()),
  /** Whether values of configuration (ConfigMap values, literal environment, arguments) were taken out for this reader. */
  configurationHidden: z.boolean(),
  freshness: freshnessSchema,
});

/**
 * One Kubernetes event, as pages show it.
 *
 * @public
 */
export const eventViewSchema = z.object({
  type: z.enum(['Normal', 'Warning']),
  reason: z.string(),
  message: z.string(),
  count: z.number().int(),
  /** ISO 8601. */
  firstSeen: z.string().optional(),
  /** ISO 8601. */
  lastSeen: z.string().optional(),
  source: z.string().optional(),
  subject: objectRefSchema,
});

/**
 * The query of `GET /v1/clusters/:cluster/events`: the events of one object and of what it owns.
 *
 * @public
 */
export const eventQuerySchema = objectQuerySchema;

/**
 * The answer of `GET /v1/clusters/:cluster/events`.
 *
 * @public
 */
export const eventListSchema = z.object({
  items: z.array(eventViewSchema),
  freshness: freshnessSchema,
});

const flag = z
  .union([z.boolean(), z.enum(['true', 'false', ''])])
  .transform(value => value === true || value === 'true' || value === '');

/**
 * The query of `GET /v1/clusters/:cluster/namespaces/:namespace/pods/:pod/log`.
 *
 * @public
 */
export const logQuerySchema = z.object({
  /** Left out: the pod's only container, or the one that `kubectl.kubernetes.io/default-container` names. */
  container: z.string().optional(),
  follow: flag.default(false),
  /** The run before the last restart. */
  previous: flag.default(false),
  tailLines: z.coerce.number().int().min(1).max(10_000).default(500),
  sinceSeconds: z.coerce.number().int().min(1).optional(),
  timestamps: flag.default(false),
});

/**
 * What the last line of a log begins with when the log ended before its container did. Behind it stand why (`bytes`,
 * `time`, `token` or `connection`), a colon, and what to do in words. No line of a container begins with it.
 *
 * @public
 */
export const LOG_END_MARKER = '\u2015 groundcrew: ';

/** @public */
export type ObjectQuery = z.infer<typeof objectQuerySchema>;
/** @public */
export type ObjectView = z.infer<typeof objectViewSchema>;
/** @public */
export type EventView = z.infer<typeof eventViewSchema>;
/** @public */
export type EventList = z.infer<typeof eventListSchema>;
/** @public */
export type LogQuery = z.infer<typeof logQuerySchema>;
