import type { ClusterFailure } from '@groundcrew/plugin-clusters-node';
import type { ClusterView } from '@groundcrew/plugin-clusters-common';

/** Whether an API server answers, as far as the last probes tell. */
export interface ConnectivityState {
  state: ClusterView['state'];
  /** In words, why it is not live. */
  message?: string;
  /** Probes in a row that failed. */
  failures: number;
}

/** How a probe failed. */
export interface ProbeFailure {
  failure: ClusterFailure;
  message: string;
  status?: number;
}

const gatewayStatuses = new Set([502, 503, 504]);

/** Decides what one probe means for a cluster. Pure. */
export function nextConnectivity(
  current: ConnectivityState,
  probe: ProbeFailure | undefined,
): ConnectivityState {
  if (!probe) {
    return { state: 'live', failures: 0 };
  }
  const failures = current.failures + 1;
  switch (probe.failure) {
    case 'unauthorized':
      return { state: 'unauthorized', message: probe.message, failures };
    // Somebody stands before the API server and says that it is not there.
    case 'server':
      return gatewayStatuses.has(probe.status ?? 0)
        ? { state: 'unreachable', message: probe.message, failures }
        : { state: 'live', failures: 0 };
    // An answer, even if we may not read it.
    case 'forbidden':
    case 'not-found':
    case 'gone':
    case 'throttled':
      return { state: 'live', failures: 0 };
    case 'timeout':
      // An API server that is very busy may miss one.
      return current.state === 'live' && failures < 2
        ? { ...current, failures }
        : { state: 'unreachable', message: probe.message, failures };
    default:
      return { state: 'unreachable', message: probe.message, failures };
  }
}
