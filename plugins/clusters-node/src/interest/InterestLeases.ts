/**
 * Something that people look at, whose changes they want to hear of.
 *
 * @public
 */
export interface LeaseSubject {
  /** What it is called: people who look at the same share one watch. */
  key: string;
  /** Changes when `watch` would look at something else than before. */
  version?: string;
  /** Calls back when it may have changed, until the returned function is called. */
  watch(onChange: () => void): () => void;
  /** Tells these people, by their entity references, that it changed. */
  announce(userRefs: string[]): void;
}

/**
 * The limits of {@link InterestLeases}.
 *
 * @public
 */
export interface InterestLeasesOptions {
  /** How long somebody counts as looking after they last read. Default: 60 s. */
  leaseMs?: number;
  /** The least time between two announcements of one subject. Default: 250 ms. */
  quietMs?: number;
  /** How many leases are held; beyond that, the one that ends first makes room. Default: 2,000. */
  maxLeases?: number;
}

/** One subject, the people who look at it until when, and what is to be told to them. */
interface LeasedSubject {
  subject: LeaseSubject;
  /** By entity reference of the user: when the lease ends, in milliseconds of the epoch. Those that end first, first. */
  readers: Map<string, number>;
  unwatch: () => void;
  announcedAt: number;
  timer?: NodeJS.Timeout;
}

const SWEEP_MS = 5_000;

/**
 * Who looks at what at the moment. A subject is watched for as long as somebody does, and changes of it are announced
 * to them, bursts together.
 *
 * @public
 */
export class InterestLeases {
  readonly #leaseMs: number;
  readonly #quietMs: number;
  readonly #maxLeases: number;
  readonly #subjects = new Map<string, LeasedSubject>();
  #leases = 0;
  #sweeper: NodeJS.Timeout | undefined;

  static create(options: InterestLeasesOptions = {}): InterestLeases {
    return new InterestLeases(options);
  }

  private constructor(options: InterestLeasesOptions) {
    this.#leaseMs = options.leaseMs ?? 60_000;
    this.#quietMs = options.quietMs ?? 250;
    this.#maxLeases = options.maxLeases ?? 2_000;
  }

  /** How many leases are held, those included that have ended since the last sweep. */
  get size(): number {
    return this.#leases;
  }

  /** Somebody has just read the subject. */
  renew(subject: LeaseSubject, userRef: string): void {
    const leased = this.#leased(subject);
    if (leased.readers.delete(userRef)) {
      this.#leases -= 1;
    }
    // Subjects, and readers of each, stand in the order of their last renewal.
    this.#subjects.delete(subject.key);
    this.#subjects.set(subject.key, leased);
    while (this.#leases >= this.#maxLeases) {
      // Whoever loses a lease polls, as everybody does where there are no signals.
      this.#endFirstLease(leased);
    }
    leased.readers.set(userRef, Date.now() + this.#leaseMs);
    this.#leases += 1;
    this.#sweeper ??= setInterval(() => this.#sweep(), SWEEP_MS).unref();
  }

  /** Ends all leases. */
  close(): void {
    for (const [key, leased] of this.#subjects) {
      this.#end(key, leased);
    }
  }

  #leased(subject: LeaseSubject): LeasedSubject {
    const known = this.#subjects.get(subject.key);
    if (known) {
      if (known.subject.version !== subject.version) {
        known.unwatch();
        known.unwatch = subject.watch(() => this.#changed(known));
      }
      known.subject = subject;
      return known;
    }
    const leased: LeasedSubject = {
      subject,
      readers: new Map(),
      unwatch: () => {},
      announcedAt: -Infinity,
    };
    leased.unwatch = subject.watch(() => this.#changed(leased));
    return leased;
  }

  #changed(leased: LeasedSubject): void {
    if (leased.timer) {
      return;
    }
    const wait = leased.announcedAt + this.#quietMs - Date.now();
    leased.timer = setTimeout(() => {
      leased.timer = undefined;
      leased.announcedAt = Date.now();
      const readers = [...leased.readers]
        .filter(([, until]) => until > Date.now())
        .map(([userRef]) => userRef);
      if (readers.length > 0) {
        leased.subject.announce(readers);
      }
    }, Math.max(0, wait)).unref();
  }

  #sweep(): void {
    for (const [key, leased] of this.#subjects) {
      for (const [userRef, until] of leased.readers) {
        if (until > Date.now()) {
          break;
        }
        leased.readers.delete(userRef);
        this.#leases -= 1;
      }
      if (leased.readers.size === 0) {
        this.#end(key, leased);
      }
    }
  }

  #endFirstLease(renewed: LeasedSubject): void {
    const [[key, leased]] = this.#subjects;
    const [userRef] = leased.readers.keys();
    leased.readers.delete(userRef);
    this.#leases -= 1;
    if (leased.readers.size === 0 && leased !== renewed) {
      this.#end(key, leased);
    }
  }

  #end(key: string, leased: LeasedSubject): void {
    leased.unwatch();
    clearTimeout(leased.timer);
    leased.timer = undefined;
    this.#leases -= leased.readers.size;
    leased.readers.clear();
    this.#subjects.delete(key);
    if (this.#subjects.size === 0) {
      clearInterval(this.#sweeper);
      this.#sweeper = undefined;
    }
  }
}
