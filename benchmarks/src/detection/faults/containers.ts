import { now } from '../World';
import { App, type AppOptions, type ContainerState } from './App';
import type { FaultKind } from './FaultKind';

/** A fault that shows in the state of a container, and is over when it serves. */
export function containerFault(
  fault: string,
  of: {
    id?: string;
    app?: AppOptions;
    also?: readonly string[];
    before?: (app: App) => Promise<void>;
    state: ContainerState;
    after?: (app: App) => Promise<void>;
    mend?: (app: App) => Promise<void>;
  },
): FaultKind {
  const { after, also = [], app: options, before, id = fault, mend } = of;
  return {
    id,
    faults: [fault, ...also],
    at: 'namespace',
    async prepare(place) {
      const app = await App.create(place, options);
      return {
        async break() {
          await before?.(app);
          await app.fail(of.state);
          await after?.(app);
        },
        async mend() {
          await (mend ? mend(app) : app.serve());
        },
      };
    },
  };
}

/** The kubelet waits before it tries again. */
export function waiting(reason: string, message: string): ContainerState {
  return { state: { waiting: { reason, message } } };
}

/** A container that ended again and again. */
export function crashLooping(
  end: { exitCode: number; reason: string },
  restartCount = 4,
): ContainerState {
  const at = now();
  return {
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: 'back-off 1m20s restarting failed container=main pod=shop',
      },
    },
    lastState: { terminated: { ...end, startedAt: at, finishedAt: at } },
    restartCount,
  };
}
