import type { Container, Probe } from 'kubernetes-types/core/v1';
import { asList } from './asList';

/** What a kubelet asks a container for. */
export type ProbeKind = 'liveness' | 'readiness' | 'startup';

/** How a probe asks. */
export interface ProbeHandler {
  protocol: 'httpGet' | 'grpc' | 'tcpSocket' | 'exec';
  /** A number or a name; undefined for commands. */
  port?: number | string;
  path?: string;
}

/** The probe of a kind that a container has. */
export function probeOf(
  container: Container | undefined,
  kind: ProbeKind,
): Probe | undefined {
  return container?.[`${kind}Probe`];
}

/** How a probe asks; undefined for one that says nothing of it. */
export function handlerOf(probe: Probe | undefined): ProbeHandler | undefined {
  if (probe?.httpGet) {
    const { path, port } = probe.httpGet;
    return { protocol: 'httpGet', port, path };
  }
  if (probe?.grpc) {
    return { protocol: 'grpc', port: probe.grpc.port };
  }
  if (probe?.tcpSocket) {
    return { protocol: 'tcpSocket', port: probe.tcpSocket.port };
  }
  return probe?.exec ? { protocol: 'exec' } : undefined;
}

/** Times of a probe, with the defaults of Kubernetes where it says nothing. */
export function timesOf(probe: Probe) {
  const {
    failureThreshold,
    initialDelaySeconds,
    periodSeconds,
    timeoutSeconds,
  } = probe;
  const times = {
    initialDelaySeconds: Number(initialDelaySeconds) || 0,
    periodSeconds: Number(periodSeconds) || 10,
    failureThreshold: Number(failureThreshold) || 3,
    timeoutSeconds: Number(timeoutSeconds) || 1,
  };
  return {
    ...times,
    /** How long a container may take until it has to answer, or is given up. */
    patienceSeconds:
      times.initialDelaySeconds + times.periodSeconds * times.failureThreshold,
  };
}

/** The number of a port of a container; undefined for a name that it does not have. */
export function portNumber(
  { ports }: Container,
  port: number | string | undefined,
): number | undefined {
  if (typeof port === 'number' || /^\d{1,5}$/.test(port ?? '')) {
    return Number(port);
  }
  return asList(ports).find(({ name }) => name !== undefined && name === port)
    ?.containerPort;
}

/** The ports that a container says it listens on. It may listen on others too. */
export function declaredPorts({ ports }: Container): Set<number> {
  return new Set(
    asList(ports)
      .map(({ containerPort }) => Number(containerPort))
      .filter(port => port > 0),
  );
}
