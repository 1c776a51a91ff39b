import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { Children } from './processes/Children.mjs';
import { processIdentity } from './processes/processIdentity.mjs';
import { reportFailure } from './terminal.mjs';

const cleanupMs = 2_000;

/**
 * Runs one of our commands: with a place for its child processes, and an orderly end however it comes. The first
 * Ctrl-C (or SIGTERM, SIGHUP) ends the children and waits for them, the second kills them.
 *
 * @param main - receives the children; the number it returns is the exit code
 */
export async function runCommand(main) {
  const children = new Children();
  let stopping;
  let underWay = Promise.resolve();

  const stop = async exitCode => {
    await children.stop();
    // What was under way now fails or returns, and cleans up after itself.
    await Promise.race([underWay, sleep(cleanupMs)]);
    process.exit(exitCode);
  };

  for (const [signal, number] of [
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ]) {
    process.on(signal, () => {
      if (stopping) {
        children.kill();
        process.exit(128 + number);
      }
      console.log('\nStopping …');
      stopping = stop(128 + number);
    });
  }
  // Whoever started us may be killed on its own: then nobody is left to press Ctrl-C.
  const starter = findStarter(process.env);
  if (starter !== undefined) {
    const identity = processIdentity(starter);
    setInterval(() => {
      if (processIdentity(starter) !== identity && !stopping) {
        stopping = stop(1);
      }
    }, 1_000).unref();
  }

  let exitCode;
  try {
    const result = main({ children });
    underWay = result.catch(() => {});
    exitCode = (await result) ?? 0;
  } catch (error) {
    if (stopping) {
      // What was under way failed because it was told to end.
      await stopping;
      return;
    }
    reportFailure(error);
    exitCode = 1;
  }
  if (stopping) {
    await stopping;
    return;
  }
  stopping = stop(exitCode);
  await stopping;
}

/** The process that we end with: one that says so, or npm. Of a shell we know too little: people detach from theirs. */
function findStarter(environment) {
  const named = Number(environment.GROUNDCREW_STARTER);
  if (named) {
    return named;
  }
  return environment.npm_lifecycle_event ? process.ppid : undefined;
}
