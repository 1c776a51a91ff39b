import type {
  KindName,
  KubernetesObject,
} from '@groundcrew/plugin-clusters-node';
import type {
  DetectorTrouble,
  Finding,
} from '@groundcrew/plugin-faults-common';
import type {
  DetectorContext,
  FaultDetector,
} from '@groundcrew/plugin-faults-node';
import { DetectorConduct } from './DetectorConduct';
import { isEndingNamespace } from './isEndingNamespace';
import type { ReadingStore } from './ReadingStore';
import { runDetector, type OnDetectorFailure } from './runDetector';
import type { Subject } from './SubjectTable';

/** Options of {@link DetectorPanel.create}. */
export interface DetectorPanelOptions {
  detectors: readonly FaultDetector[];
  onFailure: OnDetectorFailure;
  /** Told how long a detector took for an object, in milliseconds. */
  onTook?: (detector: FaultDetector, tookMs: number) => void;
  /** Told when a detector is left out for a while. */
  onSuspended?: (detector: FaultDetector) => void;
}

/** Asks detectors about the objects of one cluster, each about those of its kinds, and leaves out those that do not work. */
export class DetectorPanel {
  readonly #options: DetectorPanelOptions;
  readonly #byKind = new Map<KindName, FaultDetector[]>();
  readonly #conduct = DetectorConduct.create();

  static create(options: DetectorPanelOptions): DetectorPanel {
    return new DetectorPanel(options);
  }

  private constructor(options: DetectorPanelOptions) {
    this.#options = options;
    for (const detector of options.detectors) {
      for (const kind of detector.subjects) {
        const others = this.#byKind.get(kind);
        if (others) {
          others.push(detector);
        } else {
          this.#byKind.set(kind, [detector]);
        }
      }
    }
  }

  /** The kinds that some detector looks at. */
  kinds(): Iterable<KindName> {
    return this.#byKind.keys();
  }

  looksAt(kind: KindName): boolean {
    return this.#byKind.has(kind);
  }

  /** Detectors that failed or were slow here. */
  trouble(cluster: string): DetectorTrouble[] {
    return this.#conduct.trouble(cluster);
  }

  /** When the next of those that are left out is asked again. */
  nextReturn(): number | undefined {
    return this.#conduct.nextReturn();
  }

  /** Those that have been left out for long enough, and are asked again. */
  takeBack(now: number): FaultDetector[] {
    return this.#conduct.takeBack(now);
  }

  /** What all of them say of an object. */
  ask(
    subject: Subject,
    object: KubernetesObject,
    context: DetectorContext,
    store: ReadingStore,
  ): Finding[] {
    return this.#detectorsOf(subject, store).flatMap(detector =>
      this.#run(detector, subject, object, context),
    );
  }

  /** What is about to go with its namespace goes in no order: it lacks what went before it, which is no fault. */
  #detectorsOf(
    { key: { namespace }, kind }: Subject,
    store: ReadingStore,
  ): readonly FaultDetector[] {
    const detectors = this.#byKind.get(kind) ?? [];
    return isEndingNamespace(store, namespace)
      ? detectors.filter(({ looksAtWhatEnds }) => looksAtWhatEnds)
      : detectors;
  }

  /**
   * One that throws, or is left out, has not said that all is well again: what it said before stands until it says something
   * else.
   */
  #run(
    detector: FaultDetector,
    subject: Subject,
    object: KubernetesObject,
    context: DetectorContext,
  ): readonly Finding[] {
    const { onFailure, onSuspended, onTook } = this.#options;
    if (this.#conduct.isSuspended(detector, context.now)) {
      return saidBy(detector, subject);
    }
    let failure: { error: unknown } | undefined;
    const startedAt = performance.now();
    const findings = runDetector(detector, object, context, (_, error) => {
      failure = { error: error ?? null };
      onFailure(detector, error);
    });
    const tookMs = performance.now() - startedAt;
    onTook?.(detector, tookMs);
    if (this.#conduct.ran(detector, { tookMs, ...failure }, context.now)) {
      onSuspended?.(detector);
    }
    return findings ?? saidBy(detector, subject);
  }
}

function saidBy(
  { id }: FaultDetector,
  { findings }: Subject,
): readonly Finding[] {
  return findings.filter(({ detector }) => detector === id);
}
