import { Container, ContainerState, ContainerStatus } from '../api/podTypes';
import { timestamp } from '../clock';
import { spoken } from './backoff';
import { ContainerBehaviour } from './behaviour';
import { ContainerHost } from './ContainerHost';
import { ContainerStage } from './ContainerStage';
import { containerId, imageId } from './identifiers';

export type Termination = NonNullable<ContainerState['terminated']>;

/** What is known of a container when its status is written. */
export interface SeenContainer {
  container: Container;
  host: ContainerHost;
  stage: ContainerStage;
  behaviour: ContainerBehaviour;
  /** Milliseconds since the epoch. */
  now: number;
  restarts: number;
  /** How many restarts there were when the latest run began. */
  runRestart: number;
  pullProblem: { reason: string; message: string } | undefined;
  lastTermination: Termination | undefined;
  terminationBefore: Termination | undefined;
}

/** The status of a container in the kubelet's words. */
export function containerStatus(seen: SeenContainer): ContainerStatus {
  const { container, stage, behaviour, now, lastTermination } = seen;
  const { image, name } = container;
  const running = stage.kind === 'running' ? stage.running : undefined;
  // While the last exit is the present state, the one before it is the last state.
  const before =
    stage.kind === 'exited' ? seen.terminationBefore : lastTermination;
  const created = running !== undefined || lastTermination !== undefined;
  return {
    name,
    state: stateOf(seen),
    lastState: before ? { terminated: before } : {},
    ready: running?.isReady(container, behaviour, now) ?? false,
    restartCount: seen.restarts,
    image,
    imageID: created ? imageId(image) : '',
    ...(created && {
      containerID: containerId(seen.host.podUid, name, seen.runRestart),
    }),
    started: running?.isStarted(container, behaviour, now) ?? false,
  };
}

function stateOf(seen: SeenContainer): ContainerState {
  const { container, host, stage, pullProblem, lastTermination } = seen;
  switch (stage.kind) {
    case 'running':
      return { running: { startedAt: timestamp(stage.running.startedAt) } };
    case 'exited':
      return lastTermination
        ? { terminated: lastTermination }
        : { waiting: { reason: 'ContainerCreating' } };
    case 'backoff':
      return {
        waiting: {
          reason: 'CrashLoopBackOff',
          message: `back-off ${spoken(
            stage.delayMs,
          )} restarting failed container=${container.name} pod=${
            host.podTitle
          }`,
        },
      };
    case 'config-error':
      return {
        waiting: {
          reason: 'CreateContainerConfigError',
          message: stage.message,
        },
      };
    default:
      return { waiting: pullProblem ?? { reason: 'ContainerCreating' } };
  }
}
