import type {
  DetectorList,
  IncidentSummary,
  Mute,
} from '@groundcrew/plugin-faults-common';
import { incidentSummary, minutesAgo, objectRef } from './incidents';

/** Incidents of a fleet, those that need an answer first. */
export function fleetIncidents(): IncidentSummary[] {
  return [
    incidentSummary({ id: 9, isOverdue: true, respondBy: minutesAgo(6) }),
    incidentSummary({
      id: 8,
      phase: 'acknowledged',
      severity: 'P2',
      environment: 'staging',
      object: objectRef({ cluster: 'staging', name: 'cart' }),
      title: 'Its memory limit is too small',
      message: 'cart was killed 4 times in 10 min for want of memory',
      entities: [
        'component:default/cart',
        'component:default/web',
        'component:default/search',
      ],
      openedAt: minutesAgo(95),
      acknowledgedAt: minutesAgo(80),
      acknowledgedBy: 'user:default/olivia',
      assignee: 'user:default/olivia',
      reopened: 2,
      symptomCount: 0,
    }),
    incidentSummary({
      id: 4,
      phase: 'resolved',
      severity: 'P0',
      title: 'A node is not ready',
      message: 'Node prod-node-2 does not answer',
      object: objectRef({
        kind: 'Node',
        namespace: undefined,
        name: 'prod-node-2',
      }),
      openedAt: minutesAgo(700),
      resolvedAt: minutesAgo(640),
      resolution: 'recovered',
      symptomCount: 100,
    }),
  ];
}

/** What is muted; give what differs. */
export function mute(more: Partial<Mute> = {}): Mute {
  return {
    id: 3,
    fault: 'config-map-missing',
    cluster: 'dev',
    namespace: 'shop-checkout',
    reason: 'We know, it is rebuilt this week',
    until: minutesAgo(-180),
    createdBy: 'user:default/dana',
    createdAt: minutesAgo(60),
    mayEnd: true,
    ...more,
  };
}

/** Detectors, one of them in trouble; give what differs. */
export function detectorList(more: Partial<DetectorList> = {}): DetectorList {
  return {
    days: 30,
    records: [
      {
        detector: 'oom-killed',
        fault: 'oom-killed',
        title: 'Its memory limit is too small',
        incidents: 12,
        reopened: 5,
        passing: 3,
        acknowledged: 4,
        medianDurationMs: 4 * 60_000,
        noise: 0.67,
      },
      {
        detector: 'missing-configuration',
        fault: 'config-map-missing',
        title: 'A ConfigMap that it needs does not exist',
        incidents: 2,
        reopened: 0,
        passing: 0,
        acknowledged: 2,
        noise: 0,
      },
    ],
    trouble: [
      {
        detector: 'network-policies',
        title: 'A network policy forbids what it needs',
        cluster: 'prod',
        failures: 2,
        slow: 1,
        suspendedUntil: minutesAgo(-4),
        lastError: 'Cannot read properties of undefined',
      },
    ],
    ...more,
  };
}
