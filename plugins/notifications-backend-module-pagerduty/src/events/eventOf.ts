import type {
  NotificationPayload,
  NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import { resolveNotificationLink } from '@backstage/plugin-notifications-node';
import { noticeMetadataSchema } from '@groundcrew/plugin-faults-common';
import { createHash } from 'node:crypto';
import type { PagerDutyEvent } from './PagerDutyEvent';

const SEVERITIES = {
  critical: 'critical',
  high: 'error',
  normal: 'warning',
  low: 'info',
} as const satisfies Record<NotificationSeverity, string>;
// Limits of the Events API v2.
const MOST_SUMMARY = 1_024;
const MOST_DEDUP_KEY = 255;

/**
 * What PagerDuty is told of a notification: that something is wrong, or that it is over.
 *
 * @param baseUrl - of the app, which links lead to
 */
export function eventOf(
  payload: NotificationPayload,
  baseUrl: string,
): PagerDutyEvent {
  const {
    description,
    link,
    scope,
    severity = 'normal',
    title,
    topic,
  } = payload;
  const dedupKey = scope && dedupKeyOf(scope);
  if (dedupKey && stateOf(payload) === 'over') {
    return { event_action: 'resolve', dedup_key: dedupKey };
  }
  const href = resolveNotificationLink(link, baseUrl);
  const { metadata = {} } = payload;
  const text = (key: string) => {
    const value = metadata[`groundcrew.io/${key}`];
    return typeof value === 'string' ? value : undefined;
  };
  return {
    event_action: 'trigger',
    ...(dedupKey ? { dedup_key: dedupKey } : {}),
    client: 'Backstage',
    ...(href ? { client_url: href, links: [{ href, text: title }] } : {}),
    payload: {
      summary: cut(title, MOST_SUMMARY),
      source: text('cluster') ?? new URL(baseUrl).host,
      severity: SEVERITIES[severity],
      ...defined({
        component: text('entities'),
        group: text('environment'),
        class: text('fault') ?? topic,
      }),
      ...(description ? { custom_details: { description } } : {}),
    },
  };
}

/** Whether a notification says that something is over; undefined where it does not say. */
export function stateOf({
  metadata,
}: NotificationPayload): 'open' | 'over' | undefined {
  const parsed = noticeMetadataSchema
    .pick({ 'groundcrew.io/state': true })
    .safeParse(metadata);
  return parsed.success ? parsed.data['groundcrew.io/state'] : undefined;
}

function dedupKeyOf(scope: string): string {
  return scope.length <= MOST_DEDUP_KEY
    ? scope
    : createHash('sha256').update(scope).digest('hex');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}

function defined<T extends object>(values: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
