import './requireNode18.mjs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';
import { endInTimeArguments } from './processes/Children.mjs';
import { typeScriptArguments } from './run/runTypeScript.mjs';

/** A Kubernetes control plane of one's own, in the foreground: see lab/README.md. */
async function lab({ children }) {
  const { toolchain } = await bootstrap({ children });
  const { code } = await children.run(
    toolchain.node,
    [
      ...endInTimeArguments,
      ...typeScriptArguments,
      path.join(repositoryRoot, 'lab/src/cli.ts'),
      ...process.argv.slice(2),
    ],
    { cwd: repositoryRoot, env: toolchain.environment },
  );
  return code ?? 1;
}

await runCommand(lab);
