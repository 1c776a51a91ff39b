import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import type { Subject } from './Subject';

/** An incident, as far as it matters to who is told of it. */
export function subjectOfIncident(
  incident: RespondedIncident,
  more: Pick<Subject, 'route' | 'toldWith'>,
): Subject {
  const { acknowledgedAt, acknowledgedBy, assignee, mergedInto } = incident;
  const answeredBy =
    assignee ??
    (acknowledgedAt === undefined ? undefined : acknowledgedBy ?? 'somebody');
  return {
    ...more,
    severity: incident.severity,
    size: incident.affected.length,
    isHealing: incident.phase === 'healing',
    isRecovering: incident.recoveringSince !== undefined,
    ...(incident.phase === 'resolved'
      ? {
          end: endOf(incident.resolution, mergedInto),
        }
      : {}),
    ...(incident.mutedUntil === undefined
      ? {}
      : { mutedUntil: incident.mutedUntil }),
    ...(answeredBy === undefined ? {} : { answeredBy }),
    ...(incident.entities.length === 0 ? { isUnowned: true } : {}),
  };
}

function endOf(
  resolution: RespondedIncident['resolution'],
  mergedInto: number | undefined,
): NonNullable<Subject['end']> {
  if (mergedInto !== undefined || resolution === 'merged') {
    return 'part-of-another';
  }
  return resolution === 'recovered' ? 'recovered' : 'other';
}
