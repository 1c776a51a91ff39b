import './requireNode18.mjs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';

/** Checks that a cluster does what Groundcrew relies on: --target sandbox, lab, or the path of a kubeconfig; left out, the first two. */
async function conformance({ children }) {
  const { target } = parseArgs({
    options: { target: { type: 'string' } },
  }).values;
  const { toolchain } = await bootstrap({ children });
  const isName =
    target === undefined || target === 'sandbox' || target === 'lab';
  const { code } = await children.run(
    toolchain.node,
    [
      toolchain.yarn,
      'backstage-cli',
      'package',
      'test',
      '--watchAll=false',
      '--verbose',
    ],
    {
      cwd: path.join(repositoryRoot, 'conformance'),
      env: {
        ...toolchain.environment,
        ...(target && {
          GROUNDCREW_CONFORMANCE_TARGET: isName ? target : path.resolve(target),
        }),
      },
    },
  );
  return code ?? 1;
}

await runCommand(conformance);
