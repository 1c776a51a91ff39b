import { parseEntityRef } from '@backstage/catalog-model';
import type {
  NotificationPayload,
  NotificationSeverity,
} from '@backstage/plugin-notifications-common';
import {
  INCIDENTS_NOTIFICATION_TOPIC,
  type NoticeMetadata,
  type Severity,
} from '@groundcrew/plugin-faults-common';
import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type { NoticeEntry } from './NoticeRecord';

const SEVERITIES: Record<Severity, NotificationSeverity> = {
  P0: 'critical',
  P1: 'high',
  P2: 'normal',
  P3: 'low',
};
// Titles are kept in 255 characters.
const MOST_TITLE = 200;
const MOST_DESCRIPTION = 1_500;
const MOST_LISTED = 5;
/** From so many on, those that suffer are listed. */
const MANY = 10;

type Told = Pick<NoticeEntry, 'message' | 'reason' | 'severity'>;

/** What people read of an incident. */
export function noticeOfIncident(
  incident: RespondedIncident,
  told: Told,
): NotificationPayload {
  const { entities, environment, explanation, id } = incident;
  const { cause } = explanation;
  return {
    title: cut(titleOf(incident, told), MOST_TITLE),
    description: cut(
      sentences(
        isOver(told)
          ? [told.message, `What was wrong: ${cause.message}`]
          : [
              told.message,
              cause.message,
              whoSuffers(incident),
              whatToDo(incident),
            ],
      ),
      MOST_DESCRIPTION,
    ),
    link: `/faults/incidents/${id}`,
    scope: `groundcrew-incident-${id}`,
    topic: INCIDENTS_NOTIFICATION_TOPIC,
    severity: severityOf(told),
    metadata: {
      ...metadataOf(incident.cluster, environment, told),
      'groundcrew.io/fault': cause.fault,
      ...(entities.length > 0
        ? { 'groundcrew.io/entities': entities.join(',') }
        : {}),
    } satisfies NoticeMetadata,
  };
}

/** What people read of many incidents at once. */
export function noticeOfStorm(
  storm: { cluster: string; key: string; size: number },
  /** Those that are not over, the worst first. */
  open: readonly RespondedIncident[],
  told: Told,
): NotificationPayload {
  const { cluster, key, size } = storm;
  const environments = new Set(open.map(({ environment }) => environment));
  const [environment] = environments.size === 1 ? environments : [];
  const place = environment ?? cluster;
  const worst = open
    .slice(0, MOST_LISTED)
    .map(incident => `${shortTitle(incident)} (${incident.severity})`);
  return {
    title: cut(
      isOver(told)
        ? `${size} incidents in ${place} are over`
        : `${size} incidents at once in ${place}`,
      MOST_TITLE,
    ),
    description: cut(
      sentences([
        told.message,
        isOver(told) || worst.length === 0
          ? undefined
          : `The worst: ${worst.join('; ')}`,
      ]),
      MOST_DESCRIPTION,
    ),
    link: '/faults',
    scope: `groundcrew-${key.replaceAll(':', '-')}`.slice(0, 255),
    topic: INCIDENTS_NOTIFICATION_TOPIC,
    severity: severityOf(told),
    metadata: metadataOf(cluster, environment, told),
  };
}

function titleOf(incident: RespondedIncident, told: Told): string {
  const title = shortTitle(incident);
  switch (told.reason) {
    case 'over':
      return `Over: ${title}`;
    case 'healed':
      return `Healed: ${title}`;
    case 'escalated':
      return `Nobody answers: ${title}`;
    default:
      return title;
  }
}

/** `checkout in prod: the image does not exist`. */
function shortTitle(incident: RespondedIncident): string {
  const { cluster, entities, environment, explanation } = incident;
  const [first, ...others] = entities;
  const service =
    first === undefined
      ? explanation.cause.object.name
      : parseEntityRef(first).name;
  const more = others.length > 0 ? ` and ${others.length} more` : '';
  return `${service}${more} in ${environment ?? cluster}: ${
    explanation.cause.title
  }`;
}

function whoSuffers({
  affected,
  explanation,
}: RespondedIncident): string | undefined {
  if (affected.length < MANY) {
    return undefined;
  }
  const worst = explanation.impact.workloads
    .slice(0, MOST_LISTED)
    .map(
      ({ desired, object, ready }) =>
        `${object.name} (${ready} of ${desired} ready)`,
    );
  return `${affected.length} objects suffer${
    worst.length > 0 ? `, the worst: ${worst.join(', ')}` : ''
  }`;
}

function whatToDo({ explanation }: RespondedIncident): string | undefined {
  const [proposal] = explanation.proposals;
  return proposal && `What may help: ${proposal.title}`;
}

function metadataOf(
  cluster: string,
  environment: string | undefined,
  told: Told,
) {
  return {
    'groundcrew.io/state': isOver(told) ? ('over' as const) : ('open' as const),
    'groundcrew.io/severity': told.severity,
    'groundcrew.io/cluster': cluster,
    ...(environment === undefined
      ? {}
      : { 'groundcrew.io/environment': environment }),
  };
}

function isOver({ reason }: Told): boolean {
  return reason === 'over' || reason === 'healed';
}

/** What is over, or healed, asks for nothing. */
function severityOf(told: Told): NotificationSeverity {
  return isOver(told) ? 'low' : SEVERITIES[told.severity];
}

function sentences(parts: readonly (string | undefined)[]): string {
  return parts
    .filter(part => part !== undefined && part !== '')
    .map(part => (/[.!?]$/.test(part!) ? part : `${part}.`))
    .join(' ');
}

function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
