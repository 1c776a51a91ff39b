import type { ApiObject } from './ClusterConnection';

/** What the checks read of the status of a workload. */
export interface WorkloadStatus {
  readyReplicas?: number;
  updatedReplicas?: number;
  observedGeneration?: number;
  conditions?: { type: string; status: string; reason: string }[];
}

/** The status of a workload, empty until somebody has written one. */
export function statusOf(object: ApiObject): WorkloadStatus {
  return object.status ?? {};
}

/** Whether a Deployment has rolled out what it said at a generation. */
export function isRolledOut(
  replicas: number,
  generation: number,
): (deployment: ApiObject) => boolean {
  return deployment => {
    const status = statusOf(deployment);
    return (
      status.readyReplicas === replicas &&
      status.updatedReplicas === replicas &&
      status.observedGeneration === generation
    );
  };
}
