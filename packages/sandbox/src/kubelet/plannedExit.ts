import { Container } from '../api/podTypes';
import { ContainerBehaviour } from './behaviour';
import { initialDelayMs, toleranceMs } from './probeTimes';

/** How a container ends, as its status says it. */
export interface Exit {
  code: number;
  reason: string;
}

export const COMPLETED: Exit = { code: 0, reason: 'Completed' };
export const KILLED: Exit = { code: 137, reason: 'Error' };

/**
 * What will end a running container, if nothing else does: itself (done, crashed, out of memory), or the kubelet because
 * its liveness probe fails. Whichever comes first.
 *
 * @returns undefined for what runs until it is stopped
 */
export function plannedExit(
  { livenessProbe }: Container,
  behaviour: ContainerBehaviour,
  since: { startedAt: number; behavesSince: number },
): (Exit & { at: number }) | undefined {
  const exits: Array<Exit & { at: number }> = [];
  if (behaviour.exitAfterMs !== undefined) {
    exits.push({
      at: since.behavesSince + behaviour.exitAfterMs,
      code: behaviour.exitCode,
      reason: behaviour.exitReason,
    });
  }
  if (behaviour.deadAfterMs !== undefined && livenessProbe) {
    const probedFrom = Math.max(
      since.behavesSince + behaviour.deadAfterMs,
      since.startedAt + initialDelayMs(livenessProbe),
    );
    exits.push({
      at: probedFrom + toleranceMs(livenessProbe) + behaviour.stopMs,
      ...KILLED,
    });
  }
  return exits.sort((a, b) => a.at - b.at)[0];
}
