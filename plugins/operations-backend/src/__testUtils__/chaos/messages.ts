/** Where a backend can be killed: around one thing that it does for one trial. */
export interface KillPoint {
  trial: string;
  /** What it does: `write step-done annotate`, `patch`. */
  label: string;
  /** `committing`: the statements of a write were sent, and the one that keeps them is next. */
  moment: 'before' | 'committing' | 'after';
}

/** What the process that starts a backend says to it. */
export type ToBackend = { type: 'start' } | { type: 'arm'; point: KillPoint };

/** What a backend says to the process that started it. */
export type FromBackend =
  | { type: 'started' }
  | { type: 'armed' }
  | { type: 'passed'; point: KillPoint };
