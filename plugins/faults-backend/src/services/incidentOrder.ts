import type { IncidentRecord } from '../incidents/IncidentRecord';

/** What needs an answer first: what is overdue, then what nobody answers for, then the worst, then the oldest. */
export function byUrgency(one: IncidentRecord, other: IncidentRecord): number {
  return (
    rankOf(one) - rankOf(other) ||
    one.severity.localeCompare(other.severity) ||
    one.openedAt - other.openedAt ||
    one.id - other.id
  );
}

function rankOf({
  mutedUntil,
  overdueAt,
  phase,
  recoveringSince,
}: IncidentRecord): number {
  if (mutedUntil !== undefined) {
    return 4;
  }
  if (recoveringSince !== undefined) {
    return 3;
  }
  if (phase !== 'open') {
    return 2;
  }
  return overdueAt === undefined ? 1 : 0;
}
