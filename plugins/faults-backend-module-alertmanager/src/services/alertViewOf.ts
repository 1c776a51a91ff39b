import type { AlertView } from '@groundcrew/plugin-faults-common';
import { nameOf, summaryOf } from '../alerts/AlertRecord';
import type { AssessedAlert } from '../alerts/assessAlert';

/** An alert as people see it. Pure. */
export function alertViewOf(
  assessed: AssessedAlert,
  incidentId?: number,
): AlertView {
  const { environment, importance, object, record, state } = assessed;
  const { cluster, endsAt, labels } = record;
  return {
    id: record.id,
    fingerprint: record.fingerprint,
    cluster,
    environment,
    name: nameOf(record),
    state,
    summary: summaryOf(record),
    severity: labels.severity,
    labels: { ...labels },
    startsAt: asText(record.startsAt),
    endsAt: endsAt === undefined ? undefined : asText(endsAt),
    lastSeenAt: asText(record.lastSeenAt),
    timesSeen: record.timesSeen,
    flaps: record.flaps,
    groupKey: record.groupKey,
    generatorUrl: record.generatorUrl,
    object: object && { cluster, ...object },
    recordedBecause: assessed.recordedBecause,
    importance,
    incidentId,
    silences: [...record.silences],
  };
}

function asText(time: number): string {
  return new Date(time).toISOString();
}
