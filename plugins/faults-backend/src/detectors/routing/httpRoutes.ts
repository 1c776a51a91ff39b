import type { CustomObject } from '@groundcrew/plugin-clusters-node';
import {
  createDetector,
  type DetectorContext,
  type FindingDraft,
} from '@groundcrew/plugin-faults-node';
import { asList } from '../../kubernetes/asList';
import { asText } from '../../kubernetes/asText';
import { conditionOf } from '../../kubernetes/conditions';
import { seenIn } from '../../kubernetes/evidence';
import { MINUTE, timeOf } from '../../kubernetes/times';
import { refOf } from '../../topology';

/** A route comes with its Gateway and its Services, and the controller looks at it after that. */
const SETTLING_MS = MINUTE;

/** As much as matters of a reference of the Gateway API: https://gateway-api.sigs.k8s.io/reference/spec/ */
interface Reference {
  group?: unknown;
  kind?: unknown;
  namespace?: unknown;
  name?: unknown;
  port?: unknown;
}

/** An HTTPRoute whose Gateway or Services do not exist, or that its Gateway does not take. */
export const httpRoutes = createDetector({
  id: 'http-routes',
  title: 'Routes that lead nowhere',
  faults: [
    {
      id: 'route-gateway-missing',
      category: 'routing',
      title: 'The Gateway of the route does not exist',
    },
    {
      id: 'route-service-missing',
      category: 'routing',
      title: 'The route leads to a Service that does not exist',
    },
    {
      id: 'route-port-missing',
      category: 'routing',
      title: 'The route leads to a port that the Service does not have',
    },
    {
      id: 'route-not-accepted',
      category: 'routing',
      title: 'The Gateway does not take the route',
    },
  ],
  subjects: ['HTTPRoute'],

  *detect(route, context) {
    const settledAt =
      (timeOf(route.metadata?.creationTimestamp) ?? 0) + SETTLING_MS;
    if (settledAt > context.now) {
      context.lookAgainAt(settledAt);
      return;
    }
    yield* gatewaysOf(route, context);
    yield* backendsOf(route, context);
    yield* refusalsOf(route);
  },
});

function* gatewaysOf(
  route: CustomObject,
  { store }: DetectorContext,
): Iterable<FindingDraft> {
  const parents = asList(route.spec?.parentRefs as Reference[]);
  for (const [index, parent] of parents.entries()) {
    const name = asText(parent.name);
    const namespace = namespaceOf(parent, route);
    const isGateway = (asText(parent.kind) || 'Gateway') === 'Gateway';
    if (isGateway && name && !store.has('Gateway', { namespace, name })) {
      yield {
        fault: 'route-gateway-missing',
        object: refOf(route),
        message: `HTTPRoute '${route.metadata?.name}' belongs to Gateway '${name}', which does not exist in '${namespace}'.`,
        confidence: 0.85,
        isLasting: false,
        evidence: [
          seenIn(
            route,
            `spec.parentRefs[${index}]`,
            `It asks for Gateway '${name}' in namespace '${namespace}'.`,
          ),
        ],
      };
    }
  }
}

function* backendsOf(
  route: CustomObject,
  { store }: DetectorContext,
): Iterable<FindingDraft> {
  const rules = asList(route.spec?.rules as { backendRefs?: Reference[] }[]);
  const seen = new Set<string>();
  for (const [index, { backendRefs }] of rules.entries()) {
    for (const backend of asList(backendRefs)) {
      const name = asText(backend.name);
      const namespace = namespaceOf(backend, route);
      const key = `${namespace} ${name} ${backend.port}`;
      const isService =
        (asText(backend.kind) || 'Service') === 'Service' &&
        asText(backend.group) === '';
      if (!isService || !name || seen.has(key)) {
        continue;
      }
      seen.add(key);
      const service = store.get('Service', { namespace, name });
      const ports = asList(service?.spec?.ports).map(({ port }) => port);
      const evidence = seenIn(
        route,
        `spec.rules[${index}].backendRefs`,
        `It sends requests to Service '${name}' in '${namespace}', port ${
          backend.port ?? '?'
        }.`,
      );
      if (!service) {
        yield {
          fault: 'route-service-missing',
          object: refOf(route),
          message: `HTTPRoute '${route.metadata?.name}' leads to Service '${name}', which does not exist.`,
          confidence: 0.85,
          isLasting: false,
          evidence: [evidence],
        };
      } else if (
        backend.port !== undefined &&
        !ports.some(port => port === backend.port)
      ) {
        yield {
          fault: 'route-port-missing',
          object: refOf(route),
          message: `HTTPRoute '${route.metadata?.name}' leads to port ${backend.port} of Service '${name}', which does not have it.`,
          confidence: 0.85,
          evidence: [
            evidence,
            seenIn(
              service,
              'spec.ports',
              `It has port ${ports.join(', ') || 'none'}.`,
            ),
          ],
        };
      }
    }
  }
}

/** What the controllers of its Gateways say. */
function* refusalsOf(route: CustomObject): Iterable<FindingDraft> {
  const parents = asList(
    route.status?.parents as { parentRef?: Reference; conditions?: unknown }[],
  );
  for (const [index, parent] of parents.entries()) {
    for (const type of ['Accepted', 'ResolvedRefs']) {
      const condition = conditionOf({ status: parent }, type);
      if (condition?.status === 'False') {
        yield {
          fault: 'route-not-accepted',
          object: refOf(route),
          message: `Gateway '${asText(
            parent.parentRef?.name,
          )}' does not take HTTPRoute '${
            route.metadata?.name
          }' as it is: ${asText(condition.reason)}.`,
          // The faults above say more where they say the same.
          confidence: 0.7,
          evidence: [
            seenIn(
              route,
              `status.parents[${index}].conditions[${type}]`,
              `${asText(condition.reason)}: ${asText(condition.message)}`,
            ),
          ],
        };
      }
    }
  }
}

function namespaceOf({ namespace }: Reference, { metadata }: CustomObject) {
  return asText(namespace) || (metadata?.namespace ?? '');
}
