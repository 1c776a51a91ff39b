import type { Container } from 'kubernetes-types/core/v1';
import { asList } from '../../kubernetes/asList';
import { handlerOf, portNumber, probeOf } from '../../kubernetes/probes';
import type { Unreachable } from './complaints';

/** Where a port of a Service leads to. */
export interface TargetPort {
  /** A number or a name. */
  target: number | string;
  protocol: string;
  containers: readonly Container[];
  /** Whether the pod that they are of is ready. */
  isReady: boolean;
  /** Asked when it decides: also the logs of callers, or only connections that were tried. */
  reachability: (options?: { withoutLogs: boolean }) => Unreachable;
}

/** What is wrong with a port of a Service. */
export interface PortJudgement {
  fault: 'service-port-mismatch' | 'service-protocol-mismatch';
  confidence: number;
  /** Goes on with "… leads to 80/TCP of its pods,". */
  reason: string;
  complaint?: Unreachable['complaint'];
}

/** Finds what is wrong with a port of a Service: nothing, by far most of the time. */
export function judgePort(to: TargetPort): PortJudgement | undefined {
  const declared = to.containers.flatMap(({ ports }) => asList(ports));
  const number = numberOf(to);
  if (number === undefined) {
    return {
      fault: 'service-port-mismatch',
      confidence: 0.97,
      reason: 'and none of their containers has a port of that name',
    };
  }
  const same = declared.filter(port => port.containerPort === number);
  const probed = probedPorts(to.containers);
  const isForeign =
    same.length > 0
      ? same.every(({ protocol = 'TCP' }) => protocol !== to.protocol)
      : // Every probe over the network is TCP, so the port that it reaches is.
        to.protocol !== 'TCP' && probed.has(number);
  if (isForeign) {
    const { complaint, isUnreachable } = to.reachability();
    return {
      fault: 'service-protocol-mismatch',
      confidence: isUnreachable ? 0.97 : 0.75,
      reason: 'where another protocol is spoken',
      complaint,
    };
  }
  if (same.length > 0 || probed.has(number)) {
    return undefined;
  }
  return judgeUndeclared(to, declared.length > 0, probed);
}

/** What a container declares binds nobody: believed when the Service does not answer, or when a probe shows where they listen. */
function judgeUndeclared(
  to: TargetPort,
  declaresOthers: boolean,
  probed: ReadonlySet<number>,
): PortJudgement | undefined {
  if (!declaresOthers && !to.isReady) {
    return undefined;
  }
  // To declare nothing is no reason for suspicion.
  const { complaint, isUnreachable } = to.reachability({
    withoutLogs: !declaresOthers && probed.size === 0,
  });
  if (!declaresOthers) {
    return isUnreachable
      ? {
          fault: 'service-port-mismatch',
          confidence: 0.85,
          reason: 'which does not answer although they are ready',
          complaint,
        }
      : undefined;
  }
  return {
    fault: 'service-port-mismatch',
    confidence: confidenceOf(isUnreachable, to.isReady, probed.size > 0),
    reason: 'and none of their containers says that it listens there',
    complaint,
  };
}

function confidenceOf(
  isUnreachable: boolean | undefined,
  isReady: boolean,
  isProbedElsewhere: boolean,
): number {
  if (isUnreachable && isReady) {
    return 0.97;
  }
  return isUnreachable === undefined && isReady && isProbedElsewhere
    ? 0.75
    : 0.4;
}

function numberOf({ containers, target }: TargetPort): number | undefined {
  for (const container of containers) {
    const number = portNumber(container, target);
    if (number !== undefined) {
      return number;
    }
  }
  return undefined;
}

function probedPorts(containers: readonly Container[]): Set<number> {
  return new Set(
    containers.flatMap(container =>
      (['readiness', 'liveness'] as const).flatMap(
        kind =>
          portNumber(container, handlerOf(probeOf(container, kind))?.port) ??
          [],
      ),
    ),
  );
}
