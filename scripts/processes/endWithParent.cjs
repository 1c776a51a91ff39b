// Preloaded into long-lived children. Their standard input is a pipe that only the starting process holds, so its end
// means that the starter is gone, even if it was killed without a chance to end its children.
process.stdin.on('error', () => {});
process.stdin.on('close', () => {
  process.kill(process.pid, 'SIGTERM');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), 10_000).unref();
});
process.stdin.resume();
process.stdin.unref?.();
