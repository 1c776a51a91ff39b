// Preloaded into long-lived children.
const { isMainThread } = require('node:worker_threads');

const shutdownMs = 3_000;

// Worker threads preload this too; their standard input and signals have nothing to say.
if (isMainThread) {
  // Standard input is a pipe that only the starting process holds: its end means that the starter is gone, even if it
  // was killed without a chance to end its children.
  process.stdin.on('error', () => {});
  process.stdin.on('close', () => process.kill(process.pid, 'SIGTERM'));
  process.stdin.resume();
  process.stdin.unref?.();

  // A server that stops politely waits for its last open connection: a browser tab with a WebSocket keeps it for ever.
  process.once('SIGTERM', () => {
    setTimeout(() => process.exit(0), shutdownMs).unref();
  });
}
