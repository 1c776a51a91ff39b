import type {
  ClustersService,
  KindName,
  KubernetesObject,
  ObjectChange,
} from '@groundcrew/plugin-clusters-node';
import type {
  DetectorTrouble,
  Finding,
} from '@groundcrew/plugin-faults-common';
import type {
  DetectorContext,
  EvidenceReader,
  FaultDetector,
} from '@groundcrew/plugin-faults-node';
import { DetectorConduct } from './DetectorConduct';
import { isEndingNamespace } from './isEndingNamespace';
import { KeptLists } from './KeptLists';
import { mergeFindings } from './mergeFindings';
import { ReadingEvidence, type EvidenceOver } from './ReadingEvidence';
import { ReadingStore } from './ReadingStore';
import { readKeysOf } from './readKeys';
import { runDetector, type OnDetectorFailure } from './runDetector';
import { SubjectTable, type Subject } from './SubjectTable';

/** For so long detectors may keep everybody else of the process waiting. */
const SLICE_MS = 10;
/** A timer cannot wait for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Options of {@link ClusterDetection.create}. */
export interface ClusterDetectionOptions {
  cluster: string;
  clusters: Pick<ClustersService, 'store'>;
  detectors: readonly FaultDetector[];
  /** What is known beside the objects; or how to know it over a store, which notes what of it that is taken from. */
  evidence: EvidenceReader | EvidenceOver;
  /** Called when what is found is not what it was before. */
  onFindings: () => void;
  onFailure: OnDetectorFailure;
  /** Told how long a detector took for an object, in milliseconds. */
  onTook?: (detector: FaultDetector, tookMs: number) => void;
  /** Told when a detector is left out for a while. */
  onSuspended?: (detector: FaultDetector) => void;
  /** Told how long all detectors took for an object, in milliseconds. */
  onExamined?: (tookMs: number) => void;
  /** Milliseconds since 1970; the clock of this process by default. */
  now?: () => number;
}

/**
 * Knows what is wrong in one cluster at any time: asks detectors about what changed, and about what had been read for them
 * and changed. What did not change costs nothing.
 */
export class ClusterDetection {
  readonly #options: ClusterDetectionOptions;
  readonly #byKind = new Map<KindName, FaultDetector[]>();
  readonly #conduct = DetectorConduct.create();
  readonly #subjects = SubjectTable.create();
  readonly #dirty = new Set<Subject>();
  readonly #lists = KeptLists.create();
  /** Those of which something was found. */
  readonly #found = new Set<Subject>();
  /** Those that are to be looked at again at some time. */
  readonly #waiting = new Set<Subject>();
  readonly #now: () => number;
  #immediate: NodeJS.Immediate | undefined;
  #timer: NodeJS.Timeout | undefined;
  #settling: (() => void)[] = [];
  #hasChanged = false;
  #isStopped = false;

  /** Looks at everything that the cluster holds now. */
  static create(options: ClusterDetectionOptions): ClusterDetection {
    const detection = new ClusterDetection(options);
    detection.lookAtAll();
    return detection;
  }

  private constructor(options: ClusterDetectionOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
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

  /** What is wrong, as far as all changes so far have been looked at. */
  findings(): Finding[] {
    return mergeFindings([...this.#found].flatMap(({ findings }) => findings));
  }

  lookAtAll(): void {
    this.#markAll(this.#byKind.keys());
    this.#schedule();
  }

  /** Detectors that failed or were slow here. */
  trouble(): DetectorTrouble[] {
    return this.#conduct.trouble(this.#options.cluster);
  }

  changed(changes: Iterable<ObjectChange>): void {
    for (const change of changes) {
      const { kind, name, namespace, type } = change;
      this.#lists.changed(change);
      if (this.#byKind.has(kind)) {
        if (type === 'deleted') {
          this.#forget(this.#subjects.remove(kind, { name, namespace }));
        } else {
          this.#dirty.add(this.#subjects.ensure(kind, { name, namespace }));
        }
      }
      for (const key of readKeysOf(change)) {
        for (const subject of this.#subjects.readersOf(key)) {
          this.#dirty.add(subject);
        }
      }
    }
    this.#schedule();
  }

  /** Whether everything that changed so far has been looked at. */
  get isSettled(): boolean {
    return this.#dirty.size === 0;
  }

  /** Something beside the objects is known now, or not as it was: by the keys of `evidenceKeys`. */
  learnt(keys: Iterable<string>): void {
    for (const key of keys) {
      for (const subject of this.#subjects.readersOf(key)) {
        this.#dirty.add(subject);
      }
    }
    this.#schedule();
  }

  /** Resolves when everything that changed so far has been looked at. */
  async settled(): Promise<void> {
    if (this.#dirty.size > 0 && !this.#isStopped) {
      await new Promise<void>(resolve => {
        this.#settling.push(resolve);
      });
    }
  }

  stop(): void {
    this.#isStopped = true;
    clearImmediate(this.#immediate);
    clearTimeout(this.#timer);
    this.#tellSettled();
  }

  #markAll(kinds: Iterable<KindName>): void {
    const { cluster, clusters } = this.#options;
    const store = clusters.store(cluster);
    for (const kind of kinds) {
      for (const { metadata } of store.list(kind)) {
        const { name = '', namespace } = metadata ?? {};
        this.#dirty.add(this.#subjects.ensure(kind, { name, namespace }));
      }
    }
  }

  #forget(subject: Subject | undefined): void {
    if (subject) {
      this.#dirty.delete(subject);
      this.#waiting.delete(subject);
      // In this order: what is gone has to be forgotten also when something else has changed already.
      this.#hasChanged = this.#found.delete(subject) || this.#hasChanged;
    }
  }

  #schedule(): void {
    if (!this.#isStopped) {
      this.#immediate ??= setImmediate(() => {
        this.#immediate = undefined;
        this.#lookForAWhile();
      });
    }
  }

  #lookForAWhile(): void {
    const { cluster, clusters } = this.#options;
    const until = performance.now() + SLICE_MS;
    const now = this.#now();
    this.#lists.letGoOfUnused(now);
    const store = ReadingStore.create(
      clusters.store(cluster).withConfiguration(),
      (kind, of) => this.#lists.list(kind, of, now),
    );
    const evidence = ReadingEvidence.create(store, this.#options.evidence);
    for (const subject of this.#dirty) {
      this.#dirty.delete(subject);
      this.#lookAt(subject, store, evidence);
      if (performance.now() >= until) {
        break;
      }
    }
    if (this.#dirty.size > 0) {
      this.#schedule();
      return;
    }
    this.#wakeInTime();
    if (this.#hasChanged) {
      this.#hasChanged = false;
      this.#options.onFindings();
    }
    this.#tellSettled();
  }

  #tellSettled(): void {
    for (const resolve of this.#settling.splice(0)) {
      resolve();
    }
  }

  #lookAt(
    subject: Subject,
    store: ReadingStore,
    evidence: EvidenceReader,
  ): void {
    const { cluster, onExamined } = this.#options;
    const startedAt = performance.now();
    const object = store.find(subject.kind, subject.key);
    if (!object) {
      this.#forget(this.#subjects.remove(subject.kind, subject.key));
      return;
    }
    let lookAgainAt: number | undefined;
    const context = {
      cluster,
      store,
      evidence,
      now: this.#now(),
      lookAgainAt(time: number) {
        lookAgainAt = Math.min(time, lookAgainAt ?? Infinity);
      },
    };
    const { reads, result } = store.noting(() =>
      this.#detectorsOf(subject, store).flatMap(detector =>
        this.#run(detector, subject, object, context),
      ),
    );
    this.#subjects.noteReads(subject, reads);
    this.#hasChanged ||=
      (subject.findings.length > 0 || result.length > 0) &&
      JSON.stringify(subject.findings) !== JSON.stringify(result);
    subject.findings = result;
    subject.lookAgainAt = lookAgainAt;
    keep(this.#found, subject, result.length > 0);
    keep(this.#waiting, subject, lookAgainAt !== undefined);
    onExamined?.(performance.now() - startedAt);
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

  /** For those that asked to be looked at again at a time. */
  #wakeInTime(): void {
    clearTimeout(this.#timer);
    let next = this.#conduct.nextReturn() ?? Infinity;
    for (const { lookAgainAt = Infinity } of this.#waiting) {
      next = Math.min(next, lookAgainAt);
    }
    if (next === Infinity || this.#isStopped) {
      return;
    }
    const inMs = Math.min(Math.max(next - this.#now(), 0), LONGEST_TIMER_MS);
    this.#timer = setTimeout(() => {
      const now = this.#now();
      for (const subject of this.#waiting) {
        if (subject.lookAgainAt !== undefined && subject.lookAgainAt <= now) {
          this.#dirty.add(subject);
        }
      }
      for (const detector of this.#conduct.takeBack(now)) {
        this.#markAll(detector.subjects);
      }
      this.#schedule();
    }, inMs);
    this.#timer.unref();
  }
}

function keep<T>(set: Set<T>, value: T, isIn: boolean): void {
  if (isIn) {
    set.add(value);
  } else {
    set.delete(value);
  }
}

function saidBy(
  { id }: FaultDetector,
  { findings }: Subject,
): readonly Finding[] {
  return findings.filter(({ detector }) => detector === id);
}
