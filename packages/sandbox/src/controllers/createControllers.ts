import { Kubelet } from '../kubelet/Kubelet';
import { Controller, ControllerContext } from './Controller';
import { createCronJobController } from './cronJobController';
import { createDaemonSetController } from './daemonSetController';
import { createDeploymentController } from './deploymentController';
import { createDisruptionController } from './disruptionController';
import { createEndpointSliceController } from './endpointSliceController';
import { createGarbageCollector } from './garbageCollector';
import { createHorizontalAutoscaler } from './horizontalAutoscaler';
import { createJobController } from './jobController';
import { createNamespaceController } from './namespaceController';
import { createNodeLifecycleController } from './nodeLifecycleController';
import { createQuotaCheck, createQuotaController } from './quota';
import { createReplicaSetController } from './replicaSetController';
import { createScheduler } from './scheduler';
import { createServiceAddressCheck } from './serviceAddresses';
import { createStatefulSetController } from './statefulSetController';
import { createVolumeController } from './volumeController';

/** Everything that acts on the objects of a cluster by itself. */
export function createControllers(
  context: ControllerContext,
  options: { kubelet: Kubelet; caCertificate: string },
): Controller[] {
  const { kubelet, caCertificate } = options;
  context.api.addAdmissionCheck(createQuotaCheck(context.api));
  context.api.addAdmissionCheck(createServiceAddressCheck(context.api));
  return [
    createNamespaceController(context, { caCertificate }),
    createDeploymentController(context),
    createReplicaSetController(context),
    createStatefulSetController(context),
    createDaemonSetController(context),
    createJobController(context),
    createCronJobController(context),
    createScheduler(context),
    kubelet,
    createEndpointSliceController(context),
    createVolumeController(context),
    createDisruptionController(context),
    createHorizontalAutoscaler(context, kubelet),
    createQuotaController(context),
    createNodeLifecycleController(context),
    createGarbageCollector(context),
  ];
}
