import { step, type StepDefinition } from '@groundcrew/plugin-operations-node';
import { readTarget } from '../live/readTarget';
import { rolloutHealth } from './rolloutHealth';
import { asWorkload } from './Workload';

const ONE_HOUR_MS = 3_600_000;

/** The step that waits until all pods of the target are made from its present template, and available. */
export const waitForRollout: StepDefinition<unknown> = {
  async run(ctx) {
    const { outcome, message } = rolloutHealth(
      asWorkload(await readTarget(ctx)),
    );
    switch (outcome) {
      case 'healthy':
        return step.done(message);
      case 'failed':
        return step.failed(message);
      default:
        return step.waits(message);
    }
  },
  // A large DaemonSet takes its time; a Deployment that is stuck fails by its own progress deadline.
  timeoutMs: ONE_HOUR_MS,
};
