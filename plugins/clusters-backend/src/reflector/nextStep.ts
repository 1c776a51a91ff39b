import type {
  ClusterFailure,
  KindStateUpdate,
} from '@groundcrew/plugin-clusters-node';

/** What went wrong with a list or a watch. */
export type WatchFailure =
  | ClusterFailure
  /** Nothing arrived for so long that the connection is believed dead. */
  | 'idle'
  /** The API server ended the watch before its time. */
  | 'dropped';

/** What is known of one kind between two steps. */
export interface ReflectorState {
  /** From where a watch can go on. Undefined: a list has to come first. */
  resourceVersion?: string;
  /** Whether it was ever listed to the end. */
  listed: boolean;
  /** Steps in a row that failed. */
  failures: number;
  /** Objects asked for at a time. */
  pageSize: number;
}

/** What came of a step. */
export type Observation =
  | { type: 'listed'; resourceVersion: string }
  /** The watch lasted as long as it was meant to. */
  | { type: 'watched'; resourceVersion: string }
  | {
      type: 'failed';
      during: 'list' | 'watch';
      failure: WatchFailure;
      /** In words. */
      message: string;
      retryAfterMs?: number;
      /** Of the watch: where it had come to. */
      resourceVersion?: string;
      /** Of the watch: whether something useful had arrived. */
      progressed?: boolean;
    }
  /** Discovery does not know the kind. */
  | { type: 'not-served' }
  /** The kind appeared, or is due to be looked for again. */
  | { type: 'due' };

/** Why a kind is listed anew. */
export type ListReason = 'start' | 'retry' | 'expired' | 'malformed';

/** What to do next. */
export type Step =
  | { action: 'list'; afterMs: number; pageSize: number; reason: ListReason }
  | { action: 'watch'; afterMs: number; resourceVersion: string }
  /** Wait until the kind appears, and look for it again after that time at the latest. */
  | { action: 'await-served'; afterMs: number };

/** What follows from an observation. */
export interface Decision {
  state: ReflectorState;
  step: Step;
  /** What is to be told of the kind; undefined: nothing new. */
  report?: Pick<KindStateUpdate, 'state' | 'message'>;
  /** Whether the objects that are held are to be forgotten. */
  clear?: boolean;
}

/** How long things wait, in milliseconds. */
export interface RetryTiming {
  /** Before the second retry of what failed; doubles from there. The first comes at once. */
  backoffMs: number;
  maxBackoffMs: number;
  /** Between two looks at a kind that the credentials may not list. */
  forbiddenMs: number;
  /** Between two looks at a kind that is not served. */
  absentMs: number;
}

export const DEFAULT_PAGE_SIZE = 500;

/** The state of a kind that nobody has looked at yet. */
export const initialState: ReflectorState = {
  listed: false,
  failures: 0,
  pageSize: DEFAULT_PAGE_SIZE,
};

/** The first thing to do. */
export const firstStep: Step = {
  action: 'list',
  afterMs: 0,
  pageSize: DEFAULT_PAGE_SIZE,
  reason: 'start',
};

/** Half of it is fixed and half random, so that what failed together does not come back together. */
function jittered(milliseconds: number, random: number): number {
  return milliseconds * (0.5 + random / 2);
}

function backoff(failures: number, timing: RetryTiming, random: number) {
  return failures <= 1
    ? jittered(timing.backoffMs, random) / 10
    : jittered(
        Math.min(timing.backoffMs * 2 ** (failures - 2), timing.maxBackoffMs),
        random,
      );
}

/**
 * Decides what follows from what was just seen of one kind. Pure.
 *
 * @param random - from 0 to 1, for the jitter
 */
export function nextStep(
  state: ReflectorState,
  seen: Observation,
  timing: RetryTiming,
  random: number,
): Decision {
  switch (seen.type) {
    case 'listed':
      // The count of failures stays until a watch holds: a list may succeed for ever before a watch that fails at once.
      return {
        state: {
          ...state,
          listed: true,
          resourceVersion: seen.resourceVersion,
        },
        step: {
          action: 'watch',
          afterMs: 0,
          resourceVersion: seen.resourceVersion,
        },
        report: { state: 'synced' },
      };
    case 'watched':
      return {
        state: { ...state, resourceVersion: seen.resourceVersion, failures: 0 },
        step: {
          action: 'watch',
          afterMs: 0,
          resourceVersion: seen.resourceVersion,
        },
      };
    case 'not-served':
      return absent(state, timing, random);
    case 'due':
      return {
        state,
        step: {
          action: 'list',
          afterMs: 0,
          pageSize: state.pageSize,
          reason: 'retry',
        },
      };
    default:
      return afterFailure(state, seen, timing, random);
  }
}

function absent(
  state: ReflectorState,
  timing: RetryTiming,
  random: number,
): Decision {
  return {
    state: { ...initialState, pageSize: state.pageSize },
    step: {
      action: 'await-served',
      afterMs: jittered(timing.absentMs, random),
    },
    report: { state: 'absent' },
    clear: state.listed,
  };
}

function afterFailure(
  state: ReflectorState,
  seen: Extract<Observation, { type: 'failed' }>,
  timing: RetryTiming,
  random: number,
): Decision {
  if (seen.failure === 'not-found') {
    return absent(state, timing, random);
  }
  // A watch that fed us for a while and then broke is a first failure, unless what it fed us is what breaks it.
  const startsAnew = seen.progressed && seen.failure !== 'malformed';
  const failures = startsAnew ? 1 : state.failures + 1;
  const afterMs = Math.max(
    backoff(failures, timing, random),
    seen.retryAfterMs ?? 0,
  );
  const next: ReflectorState = {
    ...state,
    failures,
    resourceVersion: seen.resourceVersion ?? state.resourceVersion,
  };
  const broken: Decision['report'] = {
    state: state.listed ? 'stale' : 'pending',
    message: seen.message,
  };
  const list = (reason: ListReason, more: Partial<ReflectorState> = {}) => {
    const relisted = { ...next, ...more, resourceVersion: undefined };
    return {
      state: relisted,
      step: {
        action: 'list',
        afterMs,
        pageSize: relisted.pageSize,
        reason,
      } as const,
      // A single hiccup is not worth alarming anybody.
      report: failures > 1 || !state.listed ? broken : undefined,
    };
  };

  switch (seen.failure) {
    case 'gone':
      return list('expired');
    case 'malformed':
      return list('malformed');
    case 'too-large':
      return list('retry', { pageSize: Math.max(1, state.pageSize >> 2) });
    case 'forbidden':
      return {
        ...list('retry'),
        step: {
          action: 'list',
          afterMs: jittered(timing.forbiddenMs, random),
          pageSize: state.pageSize,
          reason: 'retry',
        },
        report: { state: 'forbidden', message: seen.message },
        // A right that was withdrawn for good, and not for the moment in which an authorizer was restarted.
        clear: state.listed && failures > 1,
      };
    default:
      if (seen.during === 'list' || next.resourceVersion === undefined) {
        return list('retry');
      }
      return {
        state: next,
        step: {
          action: 'watch',
          afterMs,
          resourceVersion: next.resourceVersion,
        },
        report: failures > 1 ? broken : undefined,
      };
  }
}
