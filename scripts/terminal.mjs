import { UserError } from './userError.mjs';

/** Seconds, as people read them: `0.8 s`, `42 s`, `3 min 5 s`. */
export function formatDuration(milliseconds) {
  const seconds = milliseconds / 1000;
  if (seconds < 10) {
    return `${seconds.toFixed(1)} s`;
  }
  if (seconds < 120) {
    return `${Math.round(seconds)} s`;
  }
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/**
 * Says what is being done, does it, and says how long it took. A long silence reads as a hang, so it speaks up
 * again every half minute.
 *
 * @param title - what is done, in the present participle: "Installing packages"
 * @param action - does it; what it returns is passed on
 */
export async function showProgress(title, action) {
  const startedAt = Date.now();
  const elapsed = () => formatDuration(Date.now() - startedAt);
  console.log(`${title} …`);
  const heartbeat = setInterval(
    () => console.log(`  still at it after ${elapsed()}`),
    30_000,
  );
  try {
    const result = await action();
    console.log(`  done in ${elapsed()}`);
    return result;
  } finally {
    clearInterval(heartbeat);
  }
}

/** Ends a command the way a person can read: one line for what they can mend, a stack for what we must. */
export function reportFailure(error) {
  if (error instanceof UserError) {
    console.error(`\ngroundcrew: ${error.message}`);
  } else {
    console.error(error);
  }
}
