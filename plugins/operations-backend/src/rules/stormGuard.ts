import { pass, wait, type SafetyRule } from './SafetyRule';

// Of a handful, one broken workload is a large share and no storm.
const LEAST_WORKLOADS = 5;

/** When much of a cluster is unhealthy the cause is somewhere else, and automations that mend symptoms make it worse. */
export const stormGuard: SafetyRule = {
  id: 'storm-guard',
  overridable: false,
  judge({ actor, settings, store }) {
    if (actor.type === 'user') {
      return pass('for automations alone');
    }
    let total = 0;
    let unhealthy = 0;
    const count = (desired: number, ready: number) => {
      total += 1;
      unhealthy += ready < desired ? 1 : 0;
    };
    for (const { spec, status } of store.list('Deployment')) {
      count(spec?.replicas ?? 1, status?.readyReplicas ?? 0);
    }
    for (const { spec, status } of store.list('StatefulSet')) {
      count(spec?.replicas ?? 1, status?.readyReplicas ?? 0);
    }
    for (const { status } of store.list('DaemonSet')) {
      count(status?.desiredNumberScheduled ?? 0, status?.numberReady ?? 0);
    }
    const percent = total === 0 ? 0 : (unhealthy / total) * 100;
    return total >= LEAST_WORKLOADS && percent > settings.stormGuardPercent
      ? wait(
          `${unhealthy} of ${total} workloads in this cluster are unhealthy: automations pause above ${settings.stormGuardPercent} %`,
        )
      : pass(`${unhealthy} of ${total} workloads are unhealthy`);
  },
};
