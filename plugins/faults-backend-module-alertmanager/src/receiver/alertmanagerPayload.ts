import { z } from 'zod/v3';
import type { ReceivedAlert } from '../alerts/AlertRecord';

const labelsSchema = z
  .record(z.string().max(8_192))
  .refine(labels => Object.keys(labels).length <= 200, {
    message: 'has more than 200 entries',
  });
const timeSchema = z.string().datetime({ offset: true });

const alertSchema = z.object({
  status: z.enum(['firing', 'resolved']),
  labels: labelsSchema,
  annotations: labelsSchema.default({}),
  startsAt: timeSchema,
  /** Year 1 of one that fires. */
  endsAt: timeSchema.optional(),
  generatorURL: z.string().max(8_192).optional(),
  fingerprint: z.string().min(1).max(64),
});

/** What Alertmanager posts to a webhook, in version 4 of it. What it may add to that is let through. */
export const alertmanagerPayloadSchema = z.object({
  version: z.literal('4'),
  groupKey: z.string().max(16_384),
  truncatedAlerts: z.number().int().nonnegative().optional(),
  status: z.enum(['firing', 'resolved']),
  receiver: z.string().max(1_024),
  alerts: z.array(alertSchema).max(10_000),
});

/** What Alertmanager posts to a webhook. */
export type AlertmanagerPayload = z.infer<typeof alertmanagerPayloadSchema>;

/** The alerts of a post. Pure. */
export function alertsIn(
  { alerts, groupKey }: AlertmanagerPayload,
  clusterOf: (labels: Readonly<Record<string, string>>) => string,
): ReceivedAlert[] {
  return alerts.map(
    ({ annotations, endsAt, fingerprint, generatorURL, labels, ...alert }) => {
      const isFiring = alert.status === 'firing';
      return {
        cluster: clusterOf(labels),
        fingerprint,
        isFiring,
        startsAt: Date.parse(alert.startsAt),
        ...(isFiring || !endsAt ? {} : { endsAt: Date.parse(endsAt) }),
        labels,
        annotations,
        generatorUrl: asAddress(generatorURL),
        groupKey,
      };
    },
  );
}

/** It becomes a link: of anything else than a web page it must not be one. */
export function asAddress(url: string | undefined): string | undefined {
  return url && /^https?:\/\//i.test(url) ? url : undefined;
}
