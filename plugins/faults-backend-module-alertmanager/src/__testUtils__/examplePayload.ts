/** An alert as Alertmanager posts it. */
export function postedAlert(changes: object = {}) {
  return {
    status: 'firing',
    labels: {
      alertname: 'HighErrorRate',
      severity: 'critical',
      cluster: 'prod',
      namespace: 'shop',
      deployment: 'cart',
    },
    annotations: { summary: 'cart answers with errors' },
    startsAt: '2026-11-22T10:00:00.000Z',
    endsAt: '0001-01-01T00:00:00Z',
    generatorURL: 'http://prometheus.test/graph?g0.expr=up',
    fingerprint: '1a2b3c4d5e6f7081',
    ...changes,
  };
}

/** What Alertmanager posts to a webhook. */
export function examplePayload(alerts: readonly object[]) {
  return {
    version: '4',
    groupKey: '{}:{alertname="HighErrorRate"}',
    truncatedAlerts: 0,
    status: 'firing',
    receiver: 'groundcrew',
    groupLabels: { alertname: 'HighErrorRate' },
    commonLabels: {},
    commonAnnotations: {},
    externalURL: 'http://alertmanager.test',
    alerts,
  };
}
