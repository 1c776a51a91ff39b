import { dirname } from 'node:path';
import { Lab } from '../Lab';

/** Starts a lab, says what it consists of, and waits to be killed. */
async function main(): Promise<void> {
  const lab = await Lab.start({ nodes: 1 });
  await lab.pauseApiServer();
  const folder = dirname(lab.kubeconfig);
  process.stdout.write(
    `${JSON.stringify({ folder, pids: Object.values(lab.processIds()) })}\n`,
  );
  setInterval(() => {}, 60_000);
}

main().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
