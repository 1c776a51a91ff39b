import type { ClusterList } from '@groundcrew/plugin-clusters-common';
import type {
  ClusterDescription,
  ClusterFeed,
  ClusterWriter,
} from '../ClusterFeed';
import type { ClusterMetrics, HeldObjects } from '../ClusterMetrics';
import type { ObjectLimits } from '../store/ObjectBudget';
import type { ClusterHub } from './ClusterHub';
import { HubClusterWriter } from './HubClusterWriter';

/** The write facade of a {@link ClusterHub}. */
export class DefaultClusterFeed implements ClusterFeed {
  readonly #hub: ClusterHub;

  private constructor(hub: ClusterHub) {
    this.#hub = hub;
  }

  static create(options: { hub: ClusterHub }): DefaultClusterFeed {
    return new DefaultClusterFeed(options.hub);
  }

  addCluster(description: ClusterDescription): ClusterWriter {
    return HubClusterWriter.create({
      hub: this.#hub,
      cluster: this.#hub.add(description),
    });
  }

  removeCluster(name: string) {
    this.#hub.remove(name);
  }

  get problems(): ClusterList['problems'] {
    return this.#hub.problems;
  }

  set problems(problems: ClusterList['problems']) {
    this.#hub.problems = problems;
  }

  setLimits(limits: ObjectLimits) {
    this.#hub.setLimits(limits);
  }

  setMetrics(metrics: ClusterMetrics) {
    this.#hub.metrics = metrics;
  }

  held(): HeldObjects[] {
    return this.#hub.held();
  }
}
