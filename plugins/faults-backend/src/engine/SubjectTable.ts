import type { KindName, ObjectKey } from '@groundcrew/plugin-clusters-node';
import type { Finding } from '@groundcrew/plugin-faults-common';

/** An object that detectors are asked about, and what they said. */
export interface Subject {
  readonly kind: KindName;
  readonly key: ObjectKey;
  reads: ReadonlySet<string>;
  findings: readonly Finding[];
  /** When to look again although nothing changed, in milliseconds since 1970. */
  lookAgainAt: number | undefined;
}

/** The subjects of one cluster, by themselves and by what was read for them. */
export class SubjectTable {
  readonly #subjects = new Map<string, Subject>();
  readonly #readers = new Map<string, Set<Subject>>();

  static create(): SubjectTable {
    return new SubjectTable();
  }

  private constructor() {}

  /** The subject, which is made when there is none yet. */
  ensure(kind: KindName, key: ObjectKey): Subject {
    const name = nameOf(kind, key);
    const found = this.#subjects.get(name);
    if (found) {
      return found;
    }
    const subject: Subject = {
      kind,
      key,
      reads: new Set(),
      findings: [],
      lookAgainAt: undefined,
    };
    this.#subjects.set(name, subject);
    return subject;
  }

  /** @returns the subject that was removed, if there was one */
  remove(kind: KindName, key: ObjectKey): Subject | undefined {
    const name = nameOf(kind, key);
    const subject = this.#subjects.get(name);
    if (subject) {
      this.#subjects.delete(name);
      this.noteReads(subject, new Set());
    }
    return subject;
  }

  /** Whoever read what has this key. */
  readersOf(key: string): Iterable<Subject> {
    return this.#readers.get(key) ?? [];
  }

  noteReads(subject: Subject, reads: ReadonlySet<string>): void {
    for (const key of subject.reads) {
      if (!reads.has(key)) {
        const readers = this.#readers.get(key);
        readers?.delete(subject);
        if (readers?.size === 0) {
          this.#readers.delete(key);
        }
      }
    }
    for (const key of reads) {
      if (!subject.reads.has(key)) {
        const readers = this.#readers.get(key);
        if (readers) {
          readers.add(subject);
        } else {
          this.#readers.set(key, new Set([subject]));
        }
      }
    }
    subject.reads = reads;
  }
}

function nameOf(kind: KindName, { name, namespace = '' }: ObjectKey): string {
  return `${kind} ${namespace} ${name}`;
}
