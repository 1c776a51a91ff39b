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
  if (incident.resolvedAt === undefined) {
    return undefined;
  }
  return hasRecovered(incident)
    ? 'The incident is over.'
    : 'The incident was ended without its cause having gone.';
}

/** Whether it is over because nothing is wrong any more, and not because somebody said so. */
export function hasRecovered(incident: RespondedIncident | undefined): boolean {
  const { mergedInto, resolution = 'recovered', resolvedAt } = incident ?? {};
  return (
    resolvedAt !== undefined &&
    mergedInto === undefined &&
    resolution === 'recovered'
  );
}
