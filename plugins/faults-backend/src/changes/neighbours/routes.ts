import type {
  KubernetesObject,
  LocalRef,
  ObjectOf,
  ObjectStore,
} from '@groundcrew/plugin-clusters-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { refOf } from '../../topology';
import { recordOf, recordsOf, type Json } from '../facts/json';

/** What routes requests from outside to Services. */
const ROUTES = ['Ingress', 'HTTPRoute'] as const;

/** What an Ingress or an HTTPRoute depends on: the Services that it leads to, and what it is served by. */
export function neighboursOfRoute(route: KubernetesObject): LocalRef[] {
  return [...servicesOf(route), ...serversOf(route)];
}

/** The routes of a namespace that lead to one of some Services of it, and what serves them. */
export function routesTo(
  store: ObjectStore,
  namespace: string | undefined,
  services: ReadonlySet<string>,
): LocalRef[] {
  return services.size === 0
    ? []
    : ROUTES.flatMap(kind => store.list(kind, { namespace }))
        .filter(route =>
          servicesOf(route).some(
            service =>
              service.namespace === namespace && services.has(service.name),
          ),
        )
        .flatMap(route => [refOf(route), ...serversOf(route)]);
}

function servicesOf(route: KubernetesObject): LocalRef[] {
  const { namespace } = route.metadata ?? {};
  if (route.kind === 'HTTPRoute') {
    return recordsOf(specOf(route).rules)
      .flatMap(({ backendRefs }) => recordsOf(backendRefs))
      .flatMap(backend => referred(backend, 'Service', namespace));
  }
  const { spec } = route as ObjectOf<'Ingress'>;
  return [
    spec?.defaultBackend,
    ...asList(spec?.rules).flatMap(({ http }) =>
      asList(http?.paths).map(({ backend }) => backend),
    ),
  ].flatMap(backend => {
    const name = asText(backend?.service?.name);
    return name ? [{ kind: 'Service', namespace, name }] : [];
  });
}

function serversOf(route: KubernetesObject): LocalRef[] {
  const { ingressClassName, parentRefs } = specOf(route);
  const className = asText(ingressClassName);
  return [
    ...(className ? [{ kind: 'IngressClass', name: className }] : []),
    ...recordsOf(parentRefs).flatMap(parent =>
      referred(parent, 'Gateway', route.metadata?.namespace),
    ),
  ];
}

/** A reference of the Gateway API, to a kind that is meant where none is named. */
function referred(
  reference: Json,
  kind: string,
  namespace: string | undefined,
): LocalRef[] {
  const name = asText(reference.name);
  return name && (reference.kind ?? kind) === kind
    ? [{ kind, namespace: asText(reference.namespace) || namespace, name }]
    : [];
}

function specOf(object: KubernetesObject): Json {
  return recordOf((object as { spec?: unknown }).spec);
}
