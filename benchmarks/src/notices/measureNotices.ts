import { setTimeout as delay } from 'node:timers/promises';
import { isAbout, type PreparedFault } from '../detection/injectFaults';
import type { NoticesBackend } from './NoticesBackend';

const POLL_MS = 20;
/** What else may be told meanwhile. */
const NEWEST = 10;
/** What takes longer counts as not told, and as having taken that long. */
export const PATIENCE_MS = 30_000;

/** What came of an injection. */
export interface ToldFault {
  kind: string;
  /** From when the first write was sent until the notification was answered; undefined where none came. */
  milliseconds?: number;
}

/** Breaks one after the other, waits until its notification is there, and mends it. */
export async function measureNotices(options: {
  backend: NoticesBackend;
  prepared: readonly PreparedFault[];
  log(line: string): void;
}): Promise<ToldFault[]> {
  const { backend, log, prepared } = options;
  const told: ToldFault[] = [];
  for (const fault of prepared) {
    const startedAt = performance.now();
    const broken = fault.injection.break();
    const isThere = await untilTold(backend, fault, startedAt);
    const milliseconds = performance.now() - startedAt;
    if (!isThere) {
      for (const { id, title } of (await backend.incidents()).filter(incident =>
        isAbout(incident, fault),
      )) {
        const { reason, state } = await backend.notices(id);
        log(`${fault.namespace}: not told of ${title}: ${state}, ${reason}`);
      }
    }
    await broken;
    await fault.injection.mend();
    told.push({
      kind: fault.kind.id,
      ...(isThere ? { milliseconds } : {}),
    });
    if (told.length % 10 === 0) {
      log(`${told.length} of ${prepared.length} told`);
    }
  }
  return told;
}

async function untilTold(
  backend: NoticesBackend,
  fault: PreparedFault,
  startedAt: number,
): Promise<boolean> {
  const links = new Set<string>();
  while (performance.now() - startedAt < PATIENCE_MS) {
    const newest = await backend.notifications(NEWEST);
    if (newest.some(({ payload: { link = '' } }) => links.has(link))) {
      return true;
    }
    for (const incident of await backend.incidents(fault.kind.faults)) {
      if (isAbout(incident, fault)) {
        links.add(`/faults/incidents/${incident.id}`);
      }
    }
    await delay(POLL_MS);
  }
  return false;
}
