import type { AlertList, AlertView } from '@groundcrew/plugin-faults-common';
import { minutesAgo, objectRef } from './incidents';

/** An alert that fires; give what differs. */
export function alertView(more: Partial<AlertView> = {}): AlertView {
  return {
    id: 1,
    fingerprint: '1a2b3c4d5e6f7081',
    cluster: 'prod',
    environment: 'prod',
    name: 'HighErrorRate',
    state: 'firing',
    summary: 'checkout answers with errors',
    severity: 'critical',
    labels: { alertname: 'HighErrorRate', namespace: 'shop-checkout' },
    startsAt: minutesAgo(12),
    lastSeenAt: minutesAgo(2),
    timesSeen: 3,
    flaps: 0,
    groupKey: '{}:{alertname="HighErrorRate"}',
    generatorUrl: 'https://prometheus.example.com/graph?g0.expr=up',
    object: objectRef(),
    importance: {
      score: 0.65,
      terms: [
        { id: 'severity', weight: 0.45, message: 'Its rule says: critical' },
        { id: 'environment', weight: 0.2, message: 'prod is production' },
      ],
    },
    incidentId: 9,
    silences: [],
    ...more,
  };
}

/** Alerts in every state; give what differs. */
export function alertList(more: Partial<AlertList> = {}): AlertList {
  return {
    alerts: [
      alertView(),
      alertView({
        id: 2,
        name: 'DiskFillsUp',
        state: 'silenced',
        incidentId: undefined,
        flaps: 4,
        importance: {
          score: 0,
          terms: [
            {
              id: 'silenced',
              weight: -1,
              message: 'ada silenced it in Alertmanager',
            },
          ],
        },
        silences: [
          {
            server: 'prod',
            id: 'a-1',
            createdBy: 'ada',
            comment: 'we are moving',
            endsAt: minutesAgo(-60),
            isOurs: false,
          },
        ],
      }),
      alertView({
        id: 3,
        name: 'Watchdog',
        cluster: '',
        state: 'recorded',
        incidentId: undefined,
        object: undefined,
        generatorUrl: undefined,
        summary: undefined,
        timesSeen: 1,
        recordedBecause: 'Nobody said of which cluster it is',
      }),
      alertView({
        id: 4,
        name: 'PodNotReady',
        state: 'resolved',
        incidentId: undefined,
        endsAt: minutesAgo(30),
      }),
    ],
    hidden: 0,
    threshold: 0.5,
    isConfigured: true,
    servers: [{ name: 'prod', state: 'answers', answeredAt: minutesAgo(1) }],
    ...more,
  };
}
