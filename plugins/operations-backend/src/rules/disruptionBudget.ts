import {
  matchesLabels,
  parseLabelSelector,
  type LabelSelectorObject,
} from '@groundcrew/plugin-clusters-node';
import { pass, wait, type SafetyRule } from './SafetyRule';

/** Automations take no pod away that a disruption budget wants to keep. People are told, and evictions obey it anyway. */
export const disruptionBudget: SafetyRule = {
  id: 'disruption-budget',
  overridable: false,
  judge({ actor, preview, store }) {
    if (actor.type === 'user') {
      return pass('shown as an impact to people');
    }
    for (const { workload, ready, lowestReady } of preview?.disruptions ?? []) {
      const { kind, namespace, name } = workload;
      const object = store.get(kind as 'Deployment', { namespace, name });
      const labels = object?.spec?.template?.metadata?.labels ?? {};
      const budget = store
        .list('PodDisruptionBudget', { namespace })
        .find(
          ({ spec, status }) =>
            spec?.selector &&
            matchesLabels(
              parseLabelSelector(spec.selector as LabelSelectorObject),
              labels,
            ) &&
            (status?.disruptionsAllowed ?? 0) < ready - lowestReady,
        );
      if (budget) {
        return wait(
          `the disruption budget ${budget.metadata?.name} allows ${
            budget.status?.disruptionsAllowed ?? 0
          } pods of ${name} to go`,
        );
      }
    }
    return pass('no disruption budget is against it');
  },
};
