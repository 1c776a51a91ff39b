import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import {
  notificationSeverities,
  type NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import { INCIDENTS_NOTIFICATION_TOPIC } from '@groundcrew/plugin-faults-common';

const ROOT = 'notifications.processors.pagerduty';
const ENDPOINT = 'https://events.pagerduty.com/v2/enqueue';
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** A service of PagerDuty, and of what it is told. */
export interface PagerDutyService {
  name: string;
  endpoint: URL;
  /** Secret: for nobody but the endpoint. */
  routingKey: string;
  minSeverity: NotificationSeverity;
  includedTopics: ReadonlySet<string>;
  excludedTopics: ReadonlySet<string>;
  /** In lower case. Left out: whoever it goes to. */
  recipients?: ReadonlySet<string>;
}

/**
 * Reads which services are told of what.
 *
 * @throws InputError with what is wrong where, but never with a key
 */
export function readPagerDutyServices(root: Config): PagerDutyService[] {
  const services = (root.getOptionalConfigArray(ROOT) ?? []).map(
    (config, index): PagerDutyService => {
      const at = `${ROOT}[${index}]`;
      const filter = config.getOptionalConfig('filter');
      const recipients = filter?.getOptionalStringArray('recipients');
      return {
        name: config.getOptionalString('name') ?? `service ${index + 1}`,
        endpoint: endpointOf(config, at),
        routingKey: routingKeyOf(config, at),
        minSeverity: severityOf(filter, at),
        includedTopics: new Set(
          filter?.getOptionalStringArray('includedTopics') ?? [
            INCIDENTS_NOTIFICATION_TOPIC,
          ],
        ),
        excludedTopics: new Set(
          filter?.getOptionalStringArray('excludedTopics'),
        ),
        ...(recipients
          ? { recipients: new Set(recipients.map(ref => ref.toLowerCase())) }
          : {}),
      };
    },
  );
  for (const [index, { name }] of services.entries()) {
    if (services.findIndex(other => other.name === name) < index) {
      throw new InputError(`${ROOT}: two services are called '${name}'`);
    }
  }
  return services;
}

function routingKeyOf(config: Config, at: string): string {
  const key = config.getString('routingKey');
  if (!/^[\x21-\x7e]+$/.test(key)) {
    throw new InputError(`${at}.routingKey: this is no integration key`);
  }
  return key;
}

/** The key goes there: it has to be sure that nobody reads it on its way. */
function endpointOf(config: Config, at: string): URL {
  const text = config.getOptionalString('endpoint') ?? ENDPOINT;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe =
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!url || !isSafe || url.username || url.password) {
    throw new InputError(
      `${at}.endpoint: has to be an https address such as ${ENDPOINT}`,
    );
  }
  return url;
}

function severityOf(
  filter: Config | undefined,
  at: string,
): NotificationSeverity {
  const severity = filter?.getOptionalString('minSeverity') ?? 'high';
  const known = notificationSeverities.find(each => each === severity);
  if (!known) {
    throw new InputError(
      `${at}.filter.minSeverity: '${severity}' is none of ${notificationSeverities.join(
        ', ',
      )}`,
    );
  }
  return known;
}
