import './requireNode18.mjs';
import { ensureToolchain } from './bootstrap/toolchain.mjs';
import { runCommand } from './command.mjs';

// Yarn, and through it every tool of the repository, for developers whose machine has neither Node 24 nor Yarn:
// npm run yarn -- install, npm run yarn -- backstage-cli …
await runCommand(async ({ children }) => {
  const toolchain = await ensureToolchain({ children });
  const { code } = await children.run(
    toolchain.node,
    [toolchain.yarn, ...process.argv.slice(2)],
    { env: toolchain.environment },
  );
  return code ?? 1;
});
