import type {
  ClustersService,
  KindName,
  ObjectChange,
} from '@groundcrew/plugin-clusters-node';
import type {
  DetectorTrouble,
  Finding,
} from '@groundcrew/plugin-faults-common';
import type { EvidenceReader } from '@groundcrew/plugin-faults-node';
import { DetectorPanel, type DetectorPanelOptions } from './DetectorPanel';
import { KeptLists } from './KeptLists';
import { mergeFindings } from './mergeFindings';
import { ReadingEvidence, type EvidenceOver } from './ReadingEvidence';
import { ReadingStore } from './ReadingStore';
import { readKeys, readKeysOf } from './readKeys';
import { SubjectTable, type Subject } from './SubjectTable';
import { unknownKinds } from './unknownKinds';

/** For so long detectors may keep everybody else of the process waiting. */
const SLICE_MS = 10;
/** A timer cannot wait for longer. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Options of {@link ClusterDetection.create}. */
export interface ClusterDetectionOptions extends DetectorPanelOptions {
  cluster: string;
  clusters: Pick<ClustersService, 'store'>;
  /** What is known beside the objects; or how to know it over a store, which notes what of it that is taken from. */
  evidence: EvidenceReader | EvidenceOver;
  /** Called when what is found is not what it was before. */
  onFindings: () => void;
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
  readonly #panel: DetectorPanel;
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
  #unknown: ReadonlySet<KindName>;
  #hasChanged = false;
  #isStopped = false;

  /** Looks at everything that the cluster holds now. */
  static create(options: ClusterDetectionOptions): ClusterDetection {
    const detection = new ClusterDetection(options);
    detection.#lookAtAll();
    return detection;
  }

  private constructor(options: ClusterDetectionOptions) {
    this.#options = options;
    this.#panel = DetectorPanel.create(options);
    this.#now = options.now ?? Date.now;
    this.#unknown = this.#unknownKinds();
  }

  /** What is wrong, as far as all changes so far have been looked at. */
  findings(): Finding[] {
    return mergeFindings([...this.#found].flatMap(({ findings }) => findings));
  }

  /** Detectors that failed or were slow here. */
  trouble(): DetectorTrouble[] {
    return this.#panel.trouble(this.#options.cluster);
  }

  /** Other kinds than before may be known whole now: looks again at what needed to know them. */
  followKinds(): void {
    const before = this.#unknown;
    this.#unknown = this.#unknownKinds();
    if ([...this.#unknown].some(kind => !before.has(kind))) {
      // What was called missing of such a kind may be there.
      this.#lookAtAll();
      return;
    }
    this.learnt(
      [...before]
        .filter(kind => !this.#unknown.has(kind))
        .map(kind => readKeys.kind(kind)),
    );
  }

  changed(changes: Iterable<ObjectChange>): void {
    for (const change of changes) {
      const { kind, name, namespace, type } = change;
      this.#lists.changed(change);
      if (this.#panel.looksAt(kind)) {
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

  #unknownKinds(): ReadonlySet<KindName> {
    const { cluster, clusters } = this.#options;
    return new Set(unknownKinds(clusters.store(cluster)));
  }

  #lookAtAll(): void {
    this.#markAll(this.#panel.kinds());
    this.#schedule();
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
      this.#panel.ask(subject, object, context, store),
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

  /** For those that asked to be looked at again at a time. */
  #wakeInTime(): void {
    clearTimeout(this.#timer);
    let next = this.#panel.nextReturn() ?? Infinity;
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
      for (const detector of this.#panel.takeBack(now)) {
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
