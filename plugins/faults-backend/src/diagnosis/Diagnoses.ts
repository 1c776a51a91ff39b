import type { LoggerService } from '@backstage/backend-plugin-api';
import type { MetricsService } from '@backstage/backend-plugin-api/alpha';
import type {
  ClustersService,
  ObjectChange,
  Unsubscribe,
} from '@groundcrew/plugin-clusters-node';
import {
  createEvidenceReader,
  type FaultDetector,
} from '@groundcrew/plugin-faults-node';
import type {
  DetectorTrouble,
  Finding,
} from '@groundcrew/plugin-faults-common';
import type { Cause } from '../causes';
import type { Evidence } from '../evidence';
import { ClusterDiagnosis } from './ClusterDiagnosis';
import { DetectionInstruments } from './DetectionInstruments';
import { DetectorFailures } from './DetectorFailures';

/** Options of {@link Diagnoses.create}. */
export interface DiagnosesOptions {
  clusters: ClustersService;
  detectors: readonly FaultDetector[];
  logger: LoggerService;
  metrics: MetricsService;
  /** What is known beside the objects. Default: nothing. */
  evidence?: Evidence;
  /** Told when something else is wrong in a cluster than before. */
  onChange?: (cluster: string) => void;
}

/** What is wrong in a cluster. */
export interface Diagnosis {
  /** The likeliest first. */
  causes: readonly Cause[];
  /** Whether what is not among them is known not to be wrong. */
  isComplete: boolean;
}

/** Looks after every linked cluster for as long as the process lives. */
export class Diagnoses {
  readonly #options: DiagnosesOptions;
  readonly #failures: DetectorFailures;
  readonly #instruments: DetectionInstruments;
  readonly #diagnosed = new Map<string, ClusterDiagnosis>();
  #unsubscribe: Unsubscribe[] = [];

  static create(options: DiagnosesOptions): Diagnoses {
    return new Diagnoses(options);
  }

  private constructor(options: DiagnosesOptions) {
    this.#options = options;
    this.#failures = DetectorFailures.create(options);
    this.#instruments = DetectionInstruments.create({
      metrics: options.metrics,
      countCauses: () => this.#countCauses(),
    });
  }

  start(): void {
    const { clusters, evidence } = this.#options;
    this.#unsubscribe = [
      clusters.subscribe({}, changes => this.#changed(changes)),
      clusters.subscribeToClusters(() => this.#follow()),
      ...(evidence
        ? [
            evidence.subscribe((cluster, keys) =>
              this.#diagnosed.get(cluster)?.learnt(keys),
            ),
          ]
        : []),
    ];
    this.#follow();
  }

  stop(): void {
    for (const unsubscribe of this.#unsubscribe.splice(0)) {
      unsubscribe();
    }
    for (const diagnosis of this.#diagnosed.values()) {
      diagnosis.stop();
    }
    this.#diagnosed.clear();
  }

  /** What is wrong in a cluster, the likeliest cause first; nothing of one that is not linked. */
  causesIn(cluster: string): readonly Cause[] {
    return this.#diagnosed.get(cluster)?.causes() ?? [];
  }

  /** What is wrong in a cluster, and whether that is all. */
  diagnosisOf(cluster: string): Diagnosis {
    const { clusters } = this.#options;
    const known = this.#diagnosed.get(cluster);
    return {
      causes: known?.causes() ?? [],
      isComplete: known?.isSettled === true && isCurrent(clusters, cluster),
    };
  }

  /** Everything that was found in a cluster, also what explains nothing; nothing of one that is not linked. */
  findingsIn(cluster: string): readonly Finding[] {
    return this.#diagnosed.get(cluster)?.findings() ?? [];
  }

  /** Detectors that do not work as they should. */
  trouble(): DetectorTrouble[] {
    return [...this.#diagnosed.values()].flatMap(diagnosis =>
      diagnosis.trouble(),
    );
  }

  #changed(changes: ObjectChange[]): void {
    const byCluster = new Map<string, ObjectChange[]>();
    for (const change of changes) {
      const others = byCluster.get(change.cluster);
      if (others) {
        others.push(change);
      } else {
        byCluster.set(change.cluster, [change]);
      }
    }
    for (const [cluster, ofCluster] of byCluster) {
      this.#diagnosed.get(cluster)?.changed(ofCluster);
    }
  }

  /** Clusters come and go, and so does what is known of them. */
  #follow(): void {
    const { clusters, evidence } = this.#options;
    const names = new Set(clusters.clusters().map(({ name }) => name));
    for (const [name, diagnosis] of this.#diagnosed) {
      if (!names.has(name)) {
        diagnosis.stop();
        this.#diagnosed.delete(name);
        evidence?.forget(name);
      }
    }
    for (const name of names) {
      const known = this.#diagnosed.get(name);
      if (known) {
        known.followKinds();
      } else {
        this.#diagnosed.set(name, this.#diagnose(name));
      }
    }
  }

  *#countCauses() {
    for (const [cluster, diagnosis] of this.#diagnosed) {
      const causes = diagnosis
        .causes()
        .filter(({ verdict }) => verdict === 'cause').length;
      yield { cluster, causes };
    }
  }

  #diagnose(cluster: string): ClusterDiagnosis {
    const { clusters, detectors, evidence } = this.#options;
    return ClusterDiagnosis.create({
      cluster,
      clusters,
      detectors,
      evidence: evidence?.over(cluster) ?? createEvidenceReader(),
      onFindings: () => this.#options.onChange?.(cluster),
      onFailure: (detector, error) => {
        this.#failures.note(detector, error);
        this.#instruments.detectorFailed(detector.id);
      },
      onTook: ({ id }, tookMs) => this.#instruments.detectorTook(id, tookMs),
      onSuspended: ({ id }) => {
        this.#instruments.detectorSuspended(id);
        this.#options.logger.warn(
          `The detector '${id}' takes too long or fails all the time in cluster ${cluster}: it is left out for a while, and what it said stands`,
        );
      },
      onExamined: tookMs => this.#instruments.examined(cluster, tookMs),
    });
  }
}

/** Whether everything that may be read of a cluster is known as it is now. */
function isCurrent(
  clusters: Pick<ClustersService, 'freshness' | 'store'>,
  cluster: string,
): boolean {
  return (
    clusters.freshness(cluster).stale === undefined &&
    clusters
      .store(cluster)
      .kinds()
      .every(({ state }) => state !== 'pending' && state !== 'stale')
  );
}
