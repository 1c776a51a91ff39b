import type {
  FaultsApi,
  HealingOverview,
  HealingPause,
  HealingSwitch,
  IncidentDetail,
  IncidentFilter,
} from '@groundcrew/plugin-faults-common';
import {
  alertList,
  detectorList,
  faultyView,
  fleetIncidents,
  healingOverview,
  healingPause,
  healingTrial,
  healingView,
  incidentDetail,
  incidentRunbook,
  incidentSummary,
  minutesAgo,
  mute,
  reliabilityView,
  runbook,
  runbookList,
} from '../src/__fixtures__';

/** Answers from fixtures. */
export class FixtureFaults implements Partial<FaultsApi> {
  #detail: IncidentDetail = incidentDetail();
  #healing: HealingOverview = healingOverview({ pauses: [healingPause()] });

  async getFaults() {
    return faultyView();
  }

  async getReliability() {
    return reliabilityView();
  }

  async listIncidents(filter: IncidentFilter = {}) {
    const past = incidentSummary({
      id: 2,
      phase: 'resolved',
      openedAt: minutesAgo(3_000),
      acknowledgedAt: minutesAgo(2_990),
      acknowledgedBy: 'user:default/olivia',
      resolvedAt: minutesAgo(2_975),
      resolution: 'recovered',
    });
    const all = [...fleetIncidents(), past];
    const isOver = ({ phase }: { phase: string }) => phase === 'resolved';
    return {
      incidents: all.filter(
        incident =>
          filter.state === 'all' ||
          isOver(incident) === (filter.state === 'resolved'),
      ),
    };
  }

  async getIncident() {
    return this.#detail;
  }

  async commandIncident() {
    this.#detail = {
      ...this.#detail,
      revision: this.#detail.revision + 1,
      phase: 'acknowledged',
      acknowledgedAt: new Date().toISOString(),
      acknowledgedBy: 'user:default/dana',
    };
    return this.#detail;
  }

  async getPostMortem() {
    return '# Post-mortem of incident 7\n\n## What happened\n\nThe ConfigMap checkout-flags was deleted.\n';
  }

  async listMutes() {
    return { mutes: [mute(), mute({ id: 4, mayEnd: false })] };
  }

  async listAlerts() {
    return alertList();
  }

  async listDetectors() {
    return detectorList();
  }

  async getIncidentRunbooks() {
    return { runbooks: [incidentRunbook()] };
  }

  async listRunbooks() {
    return runbookList();
  }

  async getRunbook() {
    return runbook();
  }

  async getHealing() {
    return healingView();
  }

  async listHealing() {
    return this.#healing;
  }

  async switchPolicy(id: string, { enabled, mode }: HealingSwitch) {
    this.#healing = {
      ...this.#healing,
      policies: this.#healing.policies.map(policy =>
        policy.id === id
          ? {
              ...policy,
              mode: mode ?? policy.mode,
              enabled: enabled ?? policy.enabled,
            }
          : policy,
      ),
    };
    return this.#healing;
  }

  async tryPolicy() {
    return healingTrial();
  }

  async resetLearning() {
    return this.#healing;
  }

  async pauseHealing({ cluster, paused, reason }: HealingPause) {
    const others = this.#healing.pauses.filter(
      pause => pause.cluster !== cluster,
    );
    this.#healing = {
      ...this.#healing,
      pauses: paused
        ? [
            ...others,
            healingPause({ cluster, reason, pausedAt: minutesAgo(0) }),
          ]
        : others,
    };
    return this.#healing;
  }
}
