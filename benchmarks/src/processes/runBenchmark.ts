import { Cleanup } from './Cleanup';

const SIGNALS = { SIGINT: 2, SIGTERM: 15, SIGHUP: 1 };

/** Runs a benchmark, and leaves nothing behind: when it is done, when it fails, and when it is told to end. */
export function runBenchmark(
  measure: (cleanup: Cleanup) => Promise<void>,
): void {
  const cleanup = Cleanup.create();
  let ending = false;
  const end = async (exitCode: number) => {
    ending = true;
    await cleanup.run();
    process.exit(exitCode);
  };
  for (const [signal, number] of Object.entries(SIGNALS)) {
    process.once(signal, () => void end(128 + number));
  }
  measure(cleanup).then(
    () => end(0),
    error => {
      // What fails because everything is being ended is no failure.
      if (!ending) {
        console.error(error);
        void end(1);
      }
    },
  );
}
