import type { IncidentRecord } from './IncidentRecord';
import type { Written } from './stillThere';

/** What it makes of an incident that something responds to it, or does so no more. Pure. */
export function responding(
  incident: IncidentRecord,
  { isHealing, message }: { isHealing: boolean; message: string },
  now: number,
): Written {
  return {
    record: { ...incident, phase: phaseOf(incident, isHealing) },
    entries: [{ at: now, kind: 'healing', message }],
  };
}

function phaseOf(
  { acknowledgedAt, phase }: IncidentRecord,
  isHealing: boolean,
): IncidentRecord['phase'] {
  if (phase === 'resolved') {
    return 'resolved';
  }
  if (isHealing) {
    return 'healing';
  }
  return acknowledgedAt === undefined ? 'open' : 'acknowledged';
}
