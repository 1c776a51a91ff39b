import { setTimeout as delay } from 'node:timers/promises';
import type { Workload, WorkloadState } from './Workload';

const LOOK_EVERY_MS = 300;
/** For so long it has to be whole, without a restart. */
const STAYS_MS = 8_000;
/** What is not over by then has not been healed. */
const PATIENCE_MS = 180_000;
/** What nobody may heal is left alone for so long. */
const LEFT_ALONE_MS = 60_000;

/** What became of a workload that was broken. Times are milliseconds since 1970. */
export interface Recovery {
  recoveredAt?: number;
  /** How many of its pods served, each time that this was not as before. */
  ready: readonly { at: number; ready: number }[];
}

/** Looks at a workload until it is whole and stays so, or for too long. */
export async function watchRecovery(
  workload: Workload,
  options: {
    /** Whether what breaks it has been done: until then it may be whole still. */
    isDone(): boolean;
    /** Whether it may be healed. */
    isPatient: boolean;
  },
): Promise<Recovery> {
  const { isDone, isPatient } = options;
  const patienceMs = isPatient ? PATIENCE_MS : LEFT_ALONE_MS;
  const ready: { at: number; ready: number }[] = [];
  const startedAt = Date.now();
  let whole: { since: number; state: WorkloadState } | undefined;
  let wasBroken = false;
  while (Date.now() - startedAt < patienceMs) {
    const at = Date.now();
    const state = await workload.state();
    if (ready.at(-1)?.ready !== state.ready) {
      ready.push({ at, ready: state.ready });
    }
    wasBroken ||= !state.isWhole;
    if (!state.isWhole || !isDone() || !wasBroken) {
      whole = undefined;
    } else if (!whole || whole.state.restarts !== state.restarts) {
      whole = { since: at, state };
    } else if (at - whole.since >= STAYS_MS) {
      return { recoveredAt: whole.since, ready };
    }
    await delay(LOOK_EVERY_MS);
  }
  return { ready };
}
