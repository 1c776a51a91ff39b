import { App } from './App';
import { condition } from './appObjects';
import type { FaultKind } from './FaultKind';

const autoscalerTargetMissing: FaultKind = {
  id: 'autoscaler-target-missing',
  faults: ['autoscaler-target-missing'],
  at: 'namespace',
  async prepare(place) {
    const { namespace, world } = place;
    const app = await App.create(place);
    const spec = (name: string) => ({
      minReplicas: 1,
      maxReplicas: 5,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
      metrics: [
        {
          type: 'Resource',
          resource: {
            name: 'cpu',
            target: { type: 'Utilization', averageUtilization: 70 },
          },
        },
      ],
    });
    const autoscaler = await world.create({
      apiVersion: 'autoscaling/v2',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'shop', namespace },
      spec: spec('shop'),
      status: {
        currentReplicas: 1,
        desiredReplicas: 1,
        conditions: [
          condition('AbleToScale', true),
          condition('ScalingActive', true),
        ],
      },
    });
    return {
      async break() {
        await world.patch(autoscaler, { spec: spec('shopp') });
        await world.setStatus(autoscaler, {
          conditions: [
            {
              ...condition('AbleToScale', false, 'FailedGetScale'),
              message: 'deployments.apps "shopp" not found',
            },
          ],
        });
      },
      async mend() {
        await world.patch(autoscaler, { spec: spec('shop') });
        await world.setStatus(autoscaler, {
          conditions: [
            condition('AbleToScale', true),
            condition('ScalingActive', true),
          ],
        });
        await app.serve();
      },
    };
  },
};

const scaledToZero: FaultKind = {
  id: 'scaled-to-zero',
  faults: ['scaled-to-zero'],
  at: 'namespace',
  async prepare(place) {
    const { world } = place;
    const cart = await App.create(place, { name: 'cart' });
    await App.create(place, {
      name: 'front',
      container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] },
    });
    const scale = async (replicas: number) => {
      await world.patch(cart.deployment, { spec: { replicas } });
      await world.patch(cart.replicaSet, { spec: { replicas } });
    };
    return {
      async break() {
        await scale(0);
        await world.delete(cart.pod);
        await cart.count({ pods: 0, ready: 0 });
      },
      async mend() {
        await scale(1);
        await cart.createPod();
        await cart.serve();
      },
    };
  },
};

/** What goes wrong with how many pods there are. */
export const scalingFaults: FaultKind[] = [
  autoscalerTargetMissing,
  scaledToZero,
];
