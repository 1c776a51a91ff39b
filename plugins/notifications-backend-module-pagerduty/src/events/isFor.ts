import {
  notificationSeverities,
  type NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import type { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import type { PagerDutyService } from '../settings/PagerDutySettings';
import { stateOf } from './eventOf';

/** Whether a service is told of a notification. */
export function isFor(
  service: Omit<PagerDutyService, 'endpoint' | 'name' | 'routingKey'>,
  { payload, recipients }: NotificationSendOptions,
): boolean {
  const { excludedTopics, includedTopics, minSeverity } = service;
  const { severity = 'normal', topic = '' } = payload;
  return (
    includedTopics.has(topic) &&
    !excludedTopics.has(topic) &&
    // What is over is of no severity: PagerDuty leaves alone what it never knew.
    (stateOf(payload) === 'over' || isAsBad(severity, minSeverity)) &&
    goesTo(service.recipients, recipients)
  );
}

function isAsBad(
  severity: NotificationSeverity,
  least: NotificationSeverity,
): boolean {
  // The worst is the first.
  return (
    notificationSeverities.indexOf(severity) <=
    notificationSeverities.indexOf(least)
  );
}

function goesTo(
  wanted: ReadonlySet<string> | undefined,
  recipients: NotificationSendOptions['recipients'],
): boolean {
  return (
    !wanted ||
    (recipients.type === 'entity' &&
      [recipients.entityRef].flat().some(ref => wanted.has(ref.toLowerCase())))
  );
}
