import { UsageSource } from '../api/metricsResources';
import { KubeObject, referenceOf } from '../api/objects';
import { HorizontalPodAutoscalers, Pods } from '../api/resources';
import { selects } from '../api/labelSelectors';
import { Deployment, HorizontalPodAutoscaler } from '../api/workloadTypes';
import { timestamp } from '../clock';
import { Controller, ControllerContext } from './Controller';
import { CONTROLLER_MANAGER } from './podFactory';
import { isActive, isReady, ownKey, setCondition } from './podState';
import { requested } from './scheduling';

const COMPONENT = 'horizontal-pod-autoscaler';
const INTERVAL_MS = 60_000;
const TOLERANCE = 0.1;
const STABLE_MS = 5 * 60_000;

/** Scales workloads by the CPU that the played metrics show. It looks once a minute and writes when figures changed. */
export function createHorizontalAutoscaler(
  { api, clock, events }: ControllerContext,
  usage: UsageSource,
): Controller {
  return {
    name: COMPONENT,
    affectedBy: event => ownKey(event, HorizontalPodAutoscalers),
    reconcile(key, wakeAfter) {
      const scaler = api.store.get(HorizontalPodAutoscalers, referenceOf(key));
      if (!scaler) return;
      wakeAfter(INTERVAL_MS);
      const { apiVersion, kind, name } = scaler.spec.scaleTargetRef;
      const type = api.registry.findKind(apiVersion, kind);
      const { namespace } = scaler.metadata;
      const target = type && api.store.get(type, { namespace, name });
      if (!type || !target) {
        updateStatus(scaler, undefined, undefined, {});
        return;
      }
      const current = (target as Deployment).spec.replicas;
      const utilization = averageUtilization(target);
      const desired = desiredReplicas(scaler, current, utilization);
      const lastScale = Date.parse(scaler.status.lastScaleTime ?? '') || 0;
      const tooSoon = desired < current && clock.now() - lastScale < STABLE_MS;
      const scales = desired !== current && current > 0 && !tooSoon;
      if (scales) {
        api.modify(
          type,
          target.metadata,
          draft => {
            (draft as Deployment).spec.replicas = desired;
          },
          { manager: CONTROLLER_MANAGER, subresource: 'scale' },
        );
        events.record(scaler, {
          type: 'Normal',
          reason: 'SuccessfulRescale',
          message: `New size: ${desired}; reason: ${
            desired > current
              ? 'cpu resource utilization (percentage of request) above target'
              : 'All metrics below target'
          }`,
          component: COMPONENT,
        });
      }
      updateStatus(scaler, current, scales ? desired : current, {
        utilization,
        scales,
      });
    },
  };

  /** CPU used by the ready pods in percent of what they ask for. */
  function averageUtilization(target: KubeObject): number | undefined {
    const pods = api.store
      .list(Pods, { namespace: target.metadata.namespace })
      .filter(pod => isActive(pod) && isReady(pod))
      .filter(pod =>
        selects((target as Deployment).spec.selector, pod.metadata.labels),
      );
    const asked = pods.reduce((sum, pod) => sum + requested(pod, 'cpu'), 0);
    if (asked === 0) return undefined;
    const used = pods
      .flatMap(pod => usage.containers(pod) ?? [])
      .reduce((sum, { cpuCores }) => sum + cpuCores, 0);
    return Math.round((used / asked) * 100);
  }

  function updateStatus(
    scaler: HorizontalPodAutoscaler,
    current: number | undefined,
    desired: number | undefined,
    seen: { utilization?: number; scales?: boolean },
  ): void {
    const now = timestamp(clock.now());
    api.modify(
      HorizontalPodAutoscalers,
      scaler.metadata,
      draft => {
        const conditions = draft.status.conditions ?? [];
        const able = current !== undefined;
        setCondition(
          conditions,
          {
            type: 'AbleToScale',
            status: able ? 'True' : 'False',
            reason: able ? 'ReadyForNewScale' : 'FailedGetScale',
            message: able
              ? 'recommended size matches current size'
              : "the HPA controller was unable to get the target's current scale",
          },
          now,
        );
        const active = seen.utilization !== undefined;
        setCondition(
          conditions,
          {
            type: 'ScalingActive',
            status: active ? 'True' : 'False',
            reason: active ? 'ValidMetricFound' : 'FailedGetResourceMetric',
            message: active
              ? 'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)'
              : 'the HPA was unable to compute the replica count: no metrics returned from resource metrics API',
          },
          now,
        );
        draft.status = {
          ...(seen.scales
            ? { lastScaleTime: now }
            : draft.status.lastScaleTime && {
                lastScaleTime: draft.status.lastScaleTime,
              }),
          ...(current !== undefined && { currentReplicas: current }),
          desiredReplicas: desired ?? 0,
          currentMetrics: active
            ? [
                {
                  type: 'Resource',
                  resource: {
                    name: 'cpu',
                    current: { averageUtilization: seen.utilization },
                  },
                },
              ]
            : null,
          conditions,
        };
      },
      { manager: CONTROLLER_MANAGER, subresource: 'status' },
    );
  }
}

// Kubernetes: ceil(current × measured / target), left alone within a tolerance of 10 %.
function desiredReplicas(
  { spec }: HorizontalPodAutoscaler,
  current: number,
  utilization: number | undefined,
): number {
  const target = spec.metrics?.find(({ resource }) => resource?.name === 'cpu')
    ?.resource?.target.averageUtilization;
  const ratio = target && utilization !== undefined ? utilization / target : 1;
  const wanted =
    Math.abs(ratio - 1) <= TOLERANCE ? current : Math.ceil(current * ratio);
  return Math.min(spec.maxReplicas, Math.max(spec.minReplicas ?? 1, wanted));
}
