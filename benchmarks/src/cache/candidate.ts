/** What the process that runs the measurement says to one that holds a cache. */
export type ToCandidate =
  | { type: 'start'; kubeconfig: string; context: string }
  /** Collect garbage and say what is resident. */
  | { type: 'memory' }
  /** Say how much CPU time was used, and how many changes were seen, so far. */
  | { type: 'usage' };

/** What it answers. */
export type FromCandidate =
  | { type: 'loaded' }
  | { type: 'ready'; readyMs: number; pods: number }
  /** `heapUsed` and `external` of the process, after collecting garbage. */
  | { type: 'memory'; bytes: number }
  /** In microseconds, since the process began. */
  | { type: 'usage'; cpuMicros: number; changes: number };

/** A cache of pods that is measured. */
export interface PodCache {
  /** Resolves when the first list is complete. */
  start(kubeconfig: string, context: string): Promise<void>;
  /** How many pods it holds. */
  pods(): number;
  /** How many changes it was told of since the first list. */
  changes(): number;
}

/** Serves measurements of one cache, as a child process. */
export function serveCandidate(cache: PodCache): void {
  const answer = (message: FromCandidate) => process.send?.(message);
  process.on('message', async (message: ToCandidate) => {
    switch (message.type) {
      case 'start': {
        const startedAt = performance.now();
        await cache.start(message.kubeconfig, message.context);
        const readyMs = performance.now() - startedAt;
        answer({ type: 'ready', readyMs, pods: cache.pods() });
        break;
      }
      case 'memory': {
        answer({ type: 'memory', bytes: residentBytes() });
        break;
      }
      default: {
        const { user, system } = process.cpuUsage();
        const changes = cache.changes();
        answer({ type: 'usage', cpuMicros: user + system, changes });
      }
    }
  });
  process.on('disconnect', () => process.exit());
  answer({ type: 'loaded' });
}

function residentBytes(): number {
  if (!global.gc) {
    throw new Error('Run with --expose-gc');
  }
  // Once more for what only finalizers let go of.
  for (let i = 0; i < 3; i++) {
    global.gc();
  }
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
