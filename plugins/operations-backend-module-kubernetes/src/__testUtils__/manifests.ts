/** Something that keeps pods of one container, as one would apply it. */
export function workload(
  kind: 'Deployment' | 'StatefulSet' | 'DaemonSet',
  name: string,
  options: { replicas?: number; spec?: object; podSpec?: object } = {},
) {
  const { replicas, spec, podSpec } = options;
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: 'default' },
    spec: {
      ...(kind !== 'DaemonSet' && { replicas: replicas ?? 2 }),
      ...(kind === 'StatefulSet' && { serviceName: name }),
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          containers: [{ name: 'web', image: 'registry.test/web:1' }],
          ...podSpec,
        },
      },
      ...spec,
    },
  };
}

/** A budget that keeps so many pods of an app. */
export function budget(app: string, minAvailable: number) {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: app, namespace: 'default' },
    spec: { minAvailable, selector: { matchLabels: { app } } },
  };
}

/** An autoscaler that has no metrics to decide by, and so keeps to its limits alone. */
export function autoscaler(name: string, min: number, max: number) {
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: { name, namespace: 'default' },
    spec: {
      minReplicas: min,
      maxReplicas: max,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 80 },
          },
        },
      ],
    },
  };
}
