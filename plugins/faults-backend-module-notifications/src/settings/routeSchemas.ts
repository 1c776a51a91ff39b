import {
  faultCategorySchema,
  severitySchema,
} from '@groundcrew/plugin-faults-common';
import { IANAZone } from 'luxon';
import { z } from 'zod/v3';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const nameSchema = z.string().trim().min(1).max(63);
const namesSchema = z.array(z.string().min(1)).min(1);
const timeZoneSchema = z.string().refine(zone => IANAZone.isValidZone(zone), {
  message: 'is no time zone: take one such as Europe/Berlin',
});
const timeSchema = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'has to be a time such as 09:00');
const durationSchema = z.union([z.string(), z.record(z.number())]);

const entityRefSchema = z
  .string()
  .regex(
    /^[a-z]+:[^/:\s]+\/[^/:\s]+$/i,
    'has to be an entity reference such as group:default/checkout',
  )
  .transform(ref => ref.toLowerCase());

const RECIPIENT = /^(owner|oncall:.+|[a-z]+:[^/:\s]+\/[^/:\s]+)$/i;

/** `owner`, an entity reference, or `oncall:` with the name of a rotation. */
const recipientSchema = z
  .string()
  .regex(
    RECIPIENT,
    "has to be 'owner', an entity reference such as group:default/checkout, or 'oncall:' with the name of a rotation",
  )
  // Names of rotations are as they are written.
  .transform(recipient =>
    recipient.startsWith('oncall:') ? recipient : recipient.toLowerCase(),
  );
export const recipientsSchema = z.array(recipientSchema);

export const routeSchema = z
  .object({
    name: nameSchema.optional(),
    match: z
      .object({
        severities: z.array(severitySchema).min(1).optional(),
        environments: namesSchema.optional(),
        clusters: namesSchema.optional(),
        entities: z.array(entityRefSchema).min(1).optional(),
        owners: z.array(entityRefSchema).min(1).optional(),
        faults: namesSchema.optional(),
        categories: z.array(faultCategorySchema).min(1).optional(),
      })
      .strict()
      .default({}),
    recipients: recipientsSchema,
    calendar: z
      .object({
        timeZone: timeZoneSchema,
        days: z
          .array(z.enum(DAYS))
          .min(1)
          .default(['mon', 'tue', 'wed', 'thu', 'fri']),
        from: timeSchema,
        to: z.union([timeSchema, z.literal('24:00')]),
      })
      .strict()
      .refine(({ from, to }) => from < to, {
        message: 'has to end after it begins, on the same day',
      })
      .transform(({ days, from, timeZone, to }) => ({
        timeZone,
        days: new Set(days.map(day => DAYS.indexOf(day) + 1)),
        fromMinute: minuteOf(from),
        toMinute: minuteOf(to),
      }))
      .optional(),
    healFirst: z
      .object({
        within: durationSchema,
        whenHealed: z.enum(['quiet', 'none']).default('quiet'),
      })
      .strict()
      .optional(),
    escalate: z
      .array(
        z
          .object({
            afterMinutes: z
              .number()
              .positive()
              .max(30 * 24 * 60),
            recipients: recipientsSchema.min(1),
          })
          .strict(),
      )
      .optional(),
  })
  .strict();

export const rotationSchema = z
  .object({
    users: z
      .array(
        entityRefSchema.refine(ref => ref.startsWith('user:'), {
          message: 'has to be a user, such as user:default/olivia',
        }),
      )
      .min(1),
    timeZone: timeZoneSchema,
    handover: z
      .object({ weekday: z.enum(DAYS).optional(), time: timeSchema })
      .strict(),
    /** How many days each has. */
    days: z.number().int().min(1).max(365).default(7),
    /** The day on which the first one begins. */
    from: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, 'has to be a day such as 2026-01-05')
      .optional(),
  })
  .strict();

export { DAYS };

function minuteOf(time: string): number {
  const [hours, minutes] = time.split(':').map(Number);
  return hours * 60 + minutes;
}
