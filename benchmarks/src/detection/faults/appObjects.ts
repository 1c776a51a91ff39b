import type { KubernetesObject } from '@groundcrew/lab';
import { now } from '../World';

/** What the one container of an app is called. */
export const CONTAINER = 'main';

/** The pods of an app. */
export function templateOf(
  labels: Record<string, string>,
  { container, podSpec }: { container?: object; podSpec?: object },
) {
  return {
    metadata: { labels },
    spec: {
      serviceAccountName: 'default',
      containers: [
        {
          name: CONTAINER,
          image: 'registry.example.com/shop/app:1.4.2',
          ports: [{ name: 'http', containerPort: 8080 }],
          resources: {
            requests: { cpu: '100m', memory: '64Mi' },
            limits: { memory: '128Mi' },
          },
          readinessProbe: {
            httpGet: { path: '/ready', port: 8080 },
            periodSeconds: 5,
          },
          ...container,
        },
      ],
      ...podSpec,
    },
  };
}

/** Whose it is. */
export function ownedBy({ apiVersion, kind, metadata }: KubernetesObject) {
  const { name, uid } = metadata ?? {};
  return {
    ownerReferences: [{ apiVersion, kind, name, uid, controller: true }],
  };
}

/** The image of a pod. */
export function imageOf({ spec }: KubernetesObject): string {
  return (spec as { containers: { image: string }[] }).containers[0].image;
}

/** A condition of an object. */
export function condition(type: string, isSo: boolean, reasonIfNot = '') {
  return {
    type,
    status: isSo ? 'True' : 'False',
    reason: isSo ? undefined : reasonIfNot,
    lastTransitionTime: now(),
  };
}

/** Those of a pod that has a node. */
export function conditionsOfScheduled(isReady: boolean) {
  return [
    condition('PodScheduled', true),
    condition('Initialized', true),
    condition('ContainersReady', isReady, 'ContainersNotReady'),
    condition('Ready', isReady, 'ContainersNotReady'),
  ];
}

/** As the names of pods end. */
export function randomSuffix(): string {
  return Math.random().toString(36).slice(2, 7).padEnd(5, 'x');
}
