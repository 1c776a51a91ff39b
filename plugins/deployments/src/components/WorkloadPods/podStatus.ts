import type { Status } from '@groundcrew/plugin-clusters-react';
import type { PodView } from '@groundcrew/plugin-deployments-common';

/** What `kubectl get pods` says of a pod that is merely on its way. */
const ON_ITS_WAY =
  /^(Pending|ContainerCreating|PodInitializing|Terminating|Init:\d+\/\d+)$/;

/** The status of a pod in the words of all pages; its own word stands beside it. */
export function podStatus(pod: Pick<PodView, 'status' | 'ready'>): Status {
  if (['Completed', 'Succeeded'].includes(pod.status)) {
    return 'completed';
  }
  if (pod.status === 'Unknown') {
    return 'unknown';
  }
  if (pod.ready) {
    return 'running';
  }
  return ON_ITS_WAY.test(pod.status) ? 'progressing' : 'degraded';
}
