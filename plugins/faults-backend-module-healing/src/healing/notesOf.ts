import type { RespondedIncident } from '@groundcrew/plugin-faults-node';
import { hasEnded, type HealingRecord } from './HealingRecord';
import type { Effect } from './Observation';

/** A line that got lost is written again, and not more often than that, whatever the incident makes of it. */
const AGAIN_MS = 60_000;

const AT_WORK: ReadonlySet<HealingRecord['state']> = new Set([
  'acting',
  'verifying',
  'undoing',
]);

/** What the incident is to be told: each attempt, each end of one, and who goes on from here. */
export function notesOf(
  before: HealingRecord,
  after: HealingRecord,
  incident: RespondedIncident | undefined,
  now: number,
): Effect[] {
  const isHealing = AT_WORK.has(after.state);
  const message = changeOf(before, after);
  const shouldBe = isHealing ? 'healing' : 'open';
  const isOtherwise =
    (incident?.phase === 'healing' || incident?.phase === 'open') &&
    incident.phase !== shouldBe &&
    now - (after.notedAt ?? 0) >= AGAIN_MS;
  if (!incident || (message === undefined && !isOtherwise)) {
    return [];
  }
  return [{ type: 'note', message: message ?? after.reason, isHealing }];
}

function changeOf(
  before: HealingRecord,
  after: HealingRecord,
): string | undefined {
  const last = after.attempts.at(-1);
  const known = before.attempts.at(-1);
  const lines: string[] = [];
  const endedOne =
    known && !hasEnded(known) ? after.attempts[known.number - 1] : undefined;
  if (endedOne && endedOne.outcome !== known?.outcome) {
    if (hasEnded(endedOne) || endedOne.outcome === 'undoing') {
      lines.push(`${endedOne.title} (${endedOne.outcome}): ${endedOne.reason}`);
    }
  }
  if (last && last.number !== known?.number) {
    lines.push(`${last.title}, by the policy ${last.policy}`);
  }
  const isForPerson =
    after.state === 'handed-over' || after.state === 'proposed';
  if (isForPerson && after.state !== before.state) {
    lines.push(after.reason);
  }
  return lines.length > 0 ? lines.join(' ') : undefined;
}
