import {
  ConflictError,
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { ClusterRequestError } from '@groundcrew/plugin-clusters-node';
import type { PodLogRequest } from './PodLogs';

/** What the API server's refusal to give a log means to whoever asked for it. */
export function describeLogFailure(
  error: unknown,
  request: PodLogRequest,
): unknown {
  if (!(error instanceof ClusterRequestError)) {
    return error;
  }
  const cluster = `cluster '${request.cluster}'`;
  switch (error.failure) {
    case 'not-found':
      return new NotFoundError(
        `Pod ${request.namespace}/${request.pod} is gone from ${cluster}, and its log with it`,
      );
    case 'refused':
      return describeRefusal(error.message, request);
    case 'forbidden':
      return new ServiceUnavailableError(
        `Groundcrew itself may not read logs in ${cluster}. An operator can allow it: verb 'get' on 'pods/log', as in the RBAC manifest`,
      );
    case 'server':
    case 'malformed':
      // Not the server's own words: they name the address of the node.
      return new ServiceUnavailableError(
        `The node of pod ${request.namespace}/${request.pod} does not give its logs at the moment`,
      );
    default:
      return new ServiceUnavailableError(
        `The log cannot be read from ${cluster} at the moment: ${error.message}`,
      );
  }
}

/** The API server tells these apart by their wording alone; all of them are 400. */
function describeRefusal(message: string, request: PodLogRequest): Error {
  const container = request.container
    ? `Container '${request.container}'`
    : 'The container';
  if (/previous terminated container/.test(message)) {
    return new NotFoundError(
      `${container} has no previous run, or its log is not kept any more`,
    );
  }
  const [, waitingFor] = /is waiting to start: (.*)/.exec(message) ?? [];
  if (waitingFor) {
    return new ConflictError(
      `${container} has not started yet, so it has no log: ${waitingFor}`,
    );
  }
  if (/is not valid for pod|must be specified/.test(message)) {
    return new InputError(`${container} is not one of the pod's containers`);
  }
  return new ConflictError(`${container} has no log at the moment: ${message}`);
}
