import { randomUUID } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';

/**
 * A name for this process as a holder of leases, which others on the same machine can tell by whether it is gone. Where
 * there is no way to be sure of that, it is a name like any other.
 */
export function nameThisProcess(): string {
  const place = placeOfThisProcess();
  const startedAt = stateOf(process.pid)?.startedAt;
  return place && startedAt
    ? [place, process.pid, startedAt, randomUUID()].join('/')
    : randomUUID();
}

/** Whether a holder is a process that ended for certain. Of one that cannot be seen from here nothing is certain. */
export function isGone(holder: string): boolean {
  const [place, pid, startedAt] = holder.split('/');
  if (!startedAt || place !== placeOfThisProcess()) {
    return false;
  }
  try {
    process.kill(Number(pid), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
  const state = stateOf(Number(pid));
  // Dead, though nobody has asked how it ended; or another process has its number by now.
  return state !== undefined && (state.isDead || state.startedAt !== startedAt);
}

/**
 * Where numbers of processes mean the same: one boot of one machine, and one container of it. Containers may share a host
 * name with their machine, so that says too little.
 */
function placeOfThisProcess(): string | undefined {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot}-${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // Linux alone says so.
    return undefined;
  }
}

/** See proc(5). Undefined where it is hidden. */
function stateOf(
  pid: number,
): { isDead: boolean; startedAt: string } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name before may hold anything, blanks and brackets too.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return { isDead: /[ZXx]/.test(fields[0]), startedAt: fields[19] };
  } catch {
    return undefined;
  }
}
