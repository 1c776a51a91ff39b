import { pass, refuse, type SafetyRule } from './SafetyRule';

/** A workload keeps so many of its pods ready, as far as it is up to us. */
export const healthyFloor: SafetyRule = {
  id: 'healthy-floor',
  overridable: true,
  judge({ actor, preview, settings }) {
    const { healthyFloorPercent: percent } = settings;
    for (const {
      workload,
      desired,
      ready,
      lowestReady,
    } of preview?.disruptions ?? []) {
      // A workload of one pod is down whatever is done with it: people are told so, and decide.
      if (desired <= 1 && actor.type === 'user') {
        continue;
      }
      const floor = Math.ceil((desired * percent) / 100);
      // What is broken already is not our doing: a restart may be what mends it.
      if (lowestReady < ready && lowestReady < floor) {
        return refuse(
          `${lowestReady} of ${desired} pods of ${workload.name} would be ready; at least ${floor} (${percent} %) have to stay`,
        );
      }
    }
    return pass(`at least ${percent} % of the pods stay ready`);
  },
};
