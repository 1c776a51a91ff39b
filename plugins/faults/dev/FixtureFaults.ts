import type {
  FaultsApi,
  IncidentDetail,
  IncidentFilter,
} from '@groundcrew/plugin-faults-common';
import {
  detectorList,
  faultyView,
  fleetIncidents,
  incidentDetail,
  incidentSummary,
  minutesAgo,
  mute,
  reliabilityView,
} from '../src/__fixtures__';

/** Answers from fixtures. */
export class FixtureFaults implements Partial<FaultsApi> {
  #detail: IncidentDetail = incidentDetail();

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

  async listDetectors() {
    return detectorList();
  }
}
