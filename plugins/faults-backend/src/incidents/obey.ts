import { ConflictError } from '@backstage/errors';
import {
  RESPONSE_TIMES_MS,
  type IncidentCommand,
} from '@groundcrew/plugin-faults-common';
import type { IncidentEntry, IncidentRecord } from './IncidentRecord';
import type { Written } from './stillThere';

/**
 * What a person's command makes of an incident. Pure.
 *
 * @returns undefined where it is so already
 * @throws ConflictError when it is not in a state for that
 */
export function obey(
  incident: IncidentRecord,
  command: IncidentCommand,
  { actor, now }: { actor: string; now: number },
): Written | undefined {
  const written = (
    changes: Partial<IncidentRecord>,
    kind: IncidentEntry['kind'],
    message: string,
  ): Written => ({
    record: { ...incident, ...changes },
    entries: [{ at: now, kind, message, actor }],
  });
  const requireCurrent = () => {
    if (incident.phase === 'resolved') {
      throw new ConflictError(
        `Incident ${incident.id} is resolved: reopen it first`,
      );
    }
  };

  switch (command.command) {
    case 'acknowledge':
      requireCurrent();
      if (incident.acknowledgedAt !== undefined && !command.note) {
        return undefined;
      }
      return written(
        {
          phase: incident.phase === 'open' ? 'acknowledged' : incident.phase,
          acknowledgedAt: incident.acknowledgedAt ?? now,
          acknowledgedBy: incident.acknowledgedBy ?? actor,
          assignee: incident.assignee ?? actor,
        },
        'acknowledged',
        command.note || 'Somebody looks after it',
      );
    case 'assign':
      requireCurrent();
      if (incident.assignee === command.assignee) {
        return undefined;
      }
      return written(
        { assignee: command.assignee },
        'assigned',
        command.assignee
          ? `Assigned to ${command.assignee}`
          : 'Assigned to nobody',
      );
    case 'note':
      return written({}, 'note', command.note);
    case 'resolve':
      requireCurrent();
      return written(
        {
          phase: 'resolved',
          resolvedAt: now,
          resolution: 'by-hand',
          causeStands: incident.recoveringSince === undefined || undefined,
          recoveringSince: undefined,
          keptOpen: undefined,
          acknowledgedAt: incident.acknowledgedAt ?? now,
          acknowledgedBy: incident.acknowledgedBy ?? actor,
        },
        'resolved',
        command.note,
      );
    default:
      if (incident.phase !== 'resolved') {
        return undefined;
      }
      if (incident.mergedInto !== undefined) {
        throw new ConflictError(
          `Incident ${incident.id} is a part of incident ${incident.mergedInto}: look after that one`,
        );
      }
      return written(
        {
          phase: 'acknowledged',
          acknowledgedAt: now,
          acknowledgedBy: actor,
          assignee: incident.assignee ?? actor,
          resolvedAt: undefined,
          resolution: undefined,
          causeStands: undefined,
          keptOpen: true,
          reopened: incident.reopened + 1,
          respondBy: now + RESPONSE_TIMES_MS[incident.severity],
        },
        'reopened',
        command.note,
      );
  }
}
