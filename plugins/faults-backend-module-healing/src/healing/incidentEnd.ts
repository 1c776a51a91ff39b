import type { RespondedIncident } from '@groundcrew/plugin-faults-node';

/** Why there is nothing to heal any more, in a sentence; undefined while there is. */
export function incidentEnd(
  incident: RespondedIncident | undefined,
): string | undefined {
  if (!incident) {
    return 'The incident is not kept any more.';
  }
  if (incident.mergedInto !== undefined) {
    return `The incident became a part of incident ${incident.mergedInto}.`;
  }
  return incident.resolvedAt === undefined
    ? undefined
    : 'The incident is over.';
}
