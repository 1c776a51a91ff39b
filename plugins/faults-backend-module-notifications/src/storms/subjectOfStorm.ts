import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type { StormMembers } from '../notices/NoticeRecord';
import type { Subject } from '../notices/Subject';
import type { Route } from '../settings/Route';

/** An incident of a storm, with the route that is for it. */
export interface StormMember {
  incident: RespondedIncident;
  route?: Route;
}

/**
 * A storm, as far as it matters to who is told of it: as bad as its worst incident, and over with the last one. It goes to everybody
 * who would have been told of one of them. Pure.
 *
 * @param open - those that are not resolved, the worst first
 */
export function subjectOfStorm(
  storm: StormMembers,
  open: readonly StormMember[],
): Subject {
  const [worst] = open;
  if (!worst) {
    return {
      severity: 'P3',
      size: storm.members.length,
      isHealing: false,
      isRecovering: false,
      end: 'recovered',
    };
  }
  const route = open.find(each => each.route?.recipients.length)?.route;
  const answers = open.map(
    ({ incident: { acknowledgedAt, acknowledgedBy, assignee } }) =>
      assignee ?? (acknowledgedAt === undefined ? undefined : acknowledgedBy),
  );
  const [answeredBy] = answers;
  return {
    severity: worst.incident.severity,
    size: storm.members.length,
    isHealing: open.some(({ incident }) => incident.phase === 'healing'),
    isRecovering: open.every(
      ({ incident }) => incident.recoveringSince !== undefined,
    ),
    ...(answers.every(answer => answer !== undefined) ? { answeredBy } : {}),
    ...(route
      ? {
          route: {
            ...route,
            recipients: [
              ...new Set(open.flatMap(each => each.route?.recipients ?? [])),
            ],
          },
        }
      : {}),
  };
}

/** The worst first; of those that are as bad, what most suffer from. */
export function byHarm(
  one: Pick<StormMember, 'incident'>,
  other: Pick<StormMember, 'incident'>,
): number {
  return (
    one.incident.severity.localeCompare(other.incident.severity) ||
    other.incident.affected.length - one.incident.affected.length ||
    one.incident.id - other.incident.id
  );
}
