import type {
  ContainerView,
  PodView,
} from '@groundcrew/plugin-deployments-common';
import { podsByUrgency } from '../WorkloadPods/podsByUrgency';

/** Which log is shown. */
export interface ChosenLog {
  pod: string;
  /** Undefined when nothing is known of the pod any more. */
  container: string | undefined;
  previous: boolean;
  /** The pod, unless it is gone. */
  view: PodView | undefined;
}

/** Finds the log to show: the one that is asked for, or else that of the pod that most needs a look. */
export function chosenLog(
  pods: readonly PodView[],
  asked: { pod?: string; container?: string; previous?: boolean },
): ChosenLog | undefined {
  const view = asked.pod
    ? pods.find(pod => pod.name === asked.pod)
    : podsByUrgency(pods)[0];
  const pod = asked.pod ?? view?.name;
  if (!pod) {
    return undefined;
  }
  return {
    pod,
    container:
      view?.containers.find(container => container.name === asked.container)
        ?.name ??
      (view ? mainContainer(view.containers)?.name : asked.container),
    previous: asked.previous ?? false,
    view,
  };
}

function mainContainer(
  containers: readonly ContainerView[],
): ContainerView | undefined {
  const apps = containers.filter(container => container.type === 'app');
  return apps.find(container => !container.ready) ?? apps[0] ?? containers[0];
}
