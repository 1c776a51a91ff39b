import {
  ClusterRequestError,
  type ClusterClientOptions,
  type ConnectionAttempt,
  type ServicePortRef,
} from '@groundcrew/plugin-clusters-node';
import type { ClusterGateway } from '../gateway';
import { kindNamed, objectPath } from './resourcePath';

const TIMEOUT_MS = 10_000;

/** The Go HTTP client of API servers says so of what answers in another protocol. */
const ANOTHER_PROTOCOL = /malformed HTTP|EOF|server gave HTTP response/i;

/** By these an API server says that it could not reach what it was to connect to. */
const NOT_REACHED = new Set(['ServiceUnavailable', 'InternalError']);

/** Connects to a Service through the proxy of the API server: https://kubernetes.io/docs/tasks/access-application-cluster/access-cluster-services/ */
export async function connectToService(
  gateway: ClusterGateway,
  { name, namespace, port }: ServicePortRef,
  { signal }: ClusterClientOptions,
): Promise<ConnectionAttempt> {
  const path = objectPath(kindNamed('Service'), {
    namespace,
    name: `${name}:${port}`,
  });
  try {
    const answer = await gateway.stream(`${path}/proxy/`, {
      accept: '*/*',
      isPassedOn: true,
      timeoutMs: TIMEOUT_MS,
      signal,
    });
    // That there is an answer is all that matters.
    answer.body.destroy();
    return answered(answer.status);
  } catch (error) {
    if (!(error instanceof ClusterRequestError) || error.status === undefined) {
      throw error;
    }
    const { message, reason, status } = error;
    if (reason === undefined) {
      // API servers give a reason for everything that they refuse themselves.
      return answered(status);
    }
    if (!NOT_REACHED.has(reason)) {
      throw error;
    }
    return ANOTHER_PROTOCOL.test(message)
      ? { isConnected: true, message: 'it answered, in another protocol' }
      : { isConnected: false, message };
  }
}

function answered(status: number): ConnectionAttempt {
  return { isConnected: true, message: `it answered with HTTP ${status}` };
}
