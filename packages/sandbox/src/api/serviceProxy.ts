import { ApiError } from './ApiError';
import type { ApiExchange } from './ApiExchange';
import type { Service } from './clusterTypes';
import type { ObjectApi } from './ObjectApi';
import type { RequestTarget } from './requestTarget';
import { EndpointSlices, Pods, Services } from './resources';

/**
 * GET of the proxy of a Service: whether anything behind it answers, and nothing of what it would. A container listens on the ports that it
 * declares.
 */
export function handleServiceProxy(
  exchange: ApiExchange,
  api: ObjectApi,
  target: RequestTarget & { name: string },
): void {
  const [name, wanted] = nameAndPort(target.name);
  const service = api.get(Services, { ...target, name });
  const port = portOf(service, wanted);
  if (!port) {
    throw unavailable(
      `no service port "${wanted ?? ''}" found for service "${name}"`,
    );
  }
  const [slice] = api.store.controlledBy(EndpointSlices, service.metadata.uid);
  const targetPort = slice?.ports.find(
    each => each.name === (port.name ?? ''),
  )?.port;
  const endpoint = slice?.endpoints.find(({ conditions }) => conditions.ready);
  if (!endpoint || targetPort === undefined) {
    throw unavailable(`no endpoints available for service "${name}"`);
  }
  const { namespace, name: pod = '' } = endpoint.targetRef ?? {};
  const listening = api.store
    .get(Pods, { namespace, name: pod })
    ?.spec.containers.flatMap(({ ports = [] }) => ports)
    .some(({ containerPort }) => containerPort === targetPort);
  if (!listening) {
    throw unavailable(
      `error trying to reach service: dial tcp ${endpoint.addresses[0]}:${targetPort}: connect: connection refused`,
    );
  }
  exchange.replyText(200, 'ok\n');
}

/** As in a path: `cart`, `cart:8080`, `https:cart:web`. */
function nameAndPort(text: string): [string, string | undefined] {
  const parts = text.split(':');
  const [name, port] = parts.length === 3 ? parts.slice(1) : parts;
  return [name, port || undefined];
}

function portOf({ spec }: Service, wanted: string | undefined) {
  return (spec.ports ?? []).find(
    ({ name, port }) =>
      wanted === undefined || name === wanted || String(port) === wanted,
  );
}

function unavailable(message: string): ApiError {
  return new ApiError(503, 'ServiceUnavailable', message);
}
