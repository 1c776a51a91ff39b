import type { ObjectChange } from '@groundcrew/plugin-clusters-node';
import type {
  DetectorTrouble,
  Finding,
} from '@groundcrew/plugin-faults-common';
import { causalGraphOf, rankCauses, type Cause } from '../causes';
import { isOfDependencies } from '../engine/evidenceKeys';
import {
  ClusterDetection,
  type ClusterDetectionOptions,
} from '../engine/ClusterDetection';
import { FindingAges } from './FindingAges';

/** Options of {@link ClusterDiagnosis.create}. */
export type ClusterDiagnosisOptions = ClusterDetectionOptions;

/** Knows what is wrong in one cluster, and why, at any time. */
export class ClusterDiagnosis {
  readonly #options: ClusterDiagnosisOptions;
  readonly #detection: ClusterDetection;
  readonly #ages = FindingAges.create();
  #causes: Cause[] | undefined;

  static create(options: ClusterDiagnosisOptions): ClusterDiagnosis {
    return new ClusterDiagnosis(options);
  }

  private constructor(options: ClusterDiagnosisOptions) {
    this.#options = options;
    this.#detection = ClusterDetection.create({
      ...options,
      onFindings: () => {
        const { now = Date.now } = options;
        this.#ages.note(this.#detection.findings(), now());
        this.#causes = undefined;
        options.onFindings();
      },
    });
  }

  /** The likeliest first. Worked out when it is asked for, once for what was found. */
  causes(): readonly Cause[] {
    this.#causes ??= this.#rank();
    return this.#causes;
  }

  /** Whether everything that changed so far has been looked at. */
  get isSettled(): boolean {
    return this.#detection.isSettled;
  }

  findings(): Finding[] {
    return this.#detection.findings();
  }

  /** Detectors that do not work as they should. */
  trouble(): DetectorTrouble[] {
    return this.#detection.trouble();
  }

  changed(changes: Iterable<ObjectChange>): void {
    this.#detection.changed(changes);
  }

  /** Something beside the objects is known now, or not as it was: by the keys of `evidenceKeys`. */
  learnt(keys: readonly string[]): void {
    if (keys.some(isOfDependencies)) {
      // Who depends on whom tells causes from symptoms.
      this.#causes = undefined;
      this.#options.onFindings();
    }
    this.#detection.learnt(keys);
  }

  /** Other kinds than before may be known whole now. */
  followKinds(): void {
    this.#detection.followKinds();
  }

  stop(): void {
    this.#detection.stop();
  }

  #rank(): Cause[] {
    const { cluster, clusters, evidence } = this.#options;
    const findings = this.#detection.findings();
    const store = clusters.store(cluster).withConfiguration();
    return rankCauses(findings, causalGraphOf(findings, { store, evidence }), {
      sinceOf: finding => this.#ages.sinceOf(finding),
    });
  }
}
