import type { IncidentRecord } from './IncidentRecord';
import type { Written } from './stillThere';

/** What it makes of an incident that something responds to it, does so no more, or tells others of it. Pure. */
export function responding(
  incident: IncidentRecord,
  { isHealing, message }: { isHealing?: boolean; message: string },
  now: number,
): Written {
  return {
    record: { ...incident, phase: phaseOf(incident, isHealing) },
    entries: [
      { at: now, kind: isHealing === undefined ? 'told' : 'healing', message },
    ],
  };
}

function phaseOf(
  { acknowledgedAt, phase }: IncidentRecord,
  isHealing: boolean | undefined,
): IncidentRecord['phase'] {
  if (phase === 'resolved' || isHealing === undefined) {
    return phase;
  }
  if (isHealing) {
    return 'healing';
  }
  return acknowledgedAt === undefined ? 'open' : 'acknowledged';
}
