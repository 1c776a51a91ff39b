import type { ObjectRef } from '@groundcrew/plugin-clusters-common';
import type {
  Finding,
  IncidentDetail,
  IncidentSummary,
} from '@groundcrew/plugin-faults-common';

const MINUTE_MS = 60_000;

/** So many minutes ago, as ISO 8601. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}

/** An object of the shop in prod; give what differs. */
export function objectRef(more: Partial<ObjectRef> = {}): ObjectRef {
  return {
    cluster: 'prod',
    kind: 'Deployment',
    namespace: 'shop-checkout',
    name: 'checkout',
    ...more,
  };
}

/** That a ConfigMap of `checkout` is missing; give what differs. */
export function finding(more: Partial<Finding> = {}): Finding {
  return {
    fault: 'config-map-missing',
    category: 'startup',
    title: 'A ConfigMap that it needs does not exist',
    object: objectRef(),
    message:
      "checkout cannot start: the ConfigMap 'checkout-flags' does not exist",
    confidence: 0.96,
    evidence: [
      {
        source: 'manifest',
        message: "container checkout reads all keys of 'checkout-flags'",
        field: 'spec.template.spec.containers[0].envFrom[0]',
      },
      {
        source: 'event',
        message: 'Error: configmap "checkout-flags" not found',
        object: objectRef({ kind: 'Pod', name: 'checkout-7c9d-x2x' }),
        at: minutesAgo(2),
      },
    ],
    explains: [],
    detector: 'missing-configuration',
    ...more,
  };
}

/** An incident about that, as lists show it; give what differs. */
export function incidentSummary(
  more: Partial<IncidentSummary> = {},
): IncidentSummary {
  const cause = finding();
  return {
    id: 7,
    revision: 3,
    phase: 'open',
    severity: 'P1',
    object: cause.object,
    environment: 'prod',
    fault: cause.fault,
    category: cause.category,
    detector: cause.detector,
    title: cause.title,
    message: cause.message,
    confidence: cause.confidence,
    entities: ['component:default/checkout'],
    affected: [objectRef()],
    symptomCount: 2,
    openedAt: minutesAgo(3),
    respondBy: minutesAgo(-27),
    isOverdue: false,
    reopened: 0,
    ...more,
  };
}

/** The same with everything that is known of it; give what differs. */
export function incidentDetail(
  more: Partial<IncidentDetail> = {},
): IncidentDetail {
  const cart = objectRef({ namespace: 'shop-cart', name: 'cart' });
  const web = objectRef({ namespace: 'shop-web', name: 'web' });
  return {
    ...incidentSummary(),
    explanation: {
      cause: finding(),
      symptoms: [
        {
          finding: finding({
            fault: 'service-without-endpoints',
            title: 'A Service has no ready pod behind it',
            object: objectRef({ kind: 'Service' }),
            confidence: 0.9,
          }),
          message: 'Service checkout has no ready pod: checkout has none',
          by: objectRef(),
          relation: 'holds-up',
        },
        {
          finding: finding({
            fault: 'dependency-unreachable',
            title: 'Another service does not answer it',
            object: web,
            confidence: 0.7,
          }),
          message: 'web calls the Service checkout, which does not answer',
          by: objectRef({ kind: 'Service' }),
          relation: 'is-needed',
        },
      ],
      excluded: [
        {
          object: objectRef({
            kind: 'Node',
            namespace: undefined,
            name: 'prod-node-1',
          }),
          message: 'Node prod-node-1 is ready, and not short of anything',
        },
        { object: cart, message: 'cart has all its replicas' },
      ],
      changes: [
        {
          at: minutesAgo(4),
          kind: 'configuration',
          object: objectRef({ kind: 'ConfigMap', name: 'checkout-flags' }),
          action: 'deleted',
          message: 'ConfigMap checkout-flags was deleted',
          by: 'helm',
          isSuspect: true,
        },
        {
          at: minutesAgo(20),
          kind: 'operation',
          object: objectRef(),
          action: 'modified',
          message: 'checkout was restarted',
          by: 'user:default/dana',
          operationId: 'op-1',
        },
      ],
      proposals: [
        {
          title: 'Create the ConfigMap checkout-flags',
          why: 'checkout starts as soon as it is there: the kubelet tries again by itself.',
        },
        {
          title: 'Roll back checkout',
          why: 'Revision 3 did not read checkout-flags.',
          operation: {
            id: 'kubernetes.roll-back',
            target: objectRef(),
            input: { revision: 3 },
            risk: 'medium',
          },
        },
      ],
      impact: {
        level: 'down',
        workloads: [
          { object: objectRef(), desired: 3, ready: 0 },
          { object: web, desired: 2, ready: 2 },
        ],
      },
    },
    severityReasons: [
      'checkout has no ready replica left',
      'it runs in prod, which is production',
    ],
    timeline: [
      {
        at: minutesAgo(3),
        kind: 'opened',
        message: 'checkout has no ready replica left',
      },
      {
        at: minutesAgo(2),
        kind: 'symptoms-changed',
        message: 'web suffers from it too',
      },
      {
        at: minutesAgo(1),
        kind: 'note',
        message: 'It was deleted by the clean-up job',
        actor: 'user:default/dana',
      },
    ],
    mergedFrom: [],
    mayRespond: true,
    ...more,
  };
}
