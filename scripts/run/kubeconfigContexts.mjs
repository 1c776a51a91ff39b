import fs from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { repositoryRoot, stateDirectory } from '../bootstrap/directories.mjs';
import { UserError } from '../userError.mjs';

/**
 * The contexts of a kubeconfig: those that are asked for, or all.
 *
 * @throws UserError where the file cannot be read, is no kubeconfig, or lacks one that is asked for
 */
export async function kubeconfigContexts({
  toolchain,
  children,
  kubeconfig,
  wanted,
}) {
  await fs.access(kubeconfig, fs.constants.R_OK).catch(error => {
    throw new UserError(
      error.code === 'ENOENT'
        ? `there is no kubeconfig at ${kubeconfig}`
        : `the kubeconfig ${kubeconfig} cannot be read: ${error.message}`,
    );
  });
  const output = path.join(stateDirectory, 'run/contexts.json');
  await fs.mkdir(path.dirname(output), { recursive: true });
  await children.run(
    toolchain.node,
    [
      fileURLToPath(new URL('./kubeconfigContexts.cjs', import.meta.url)),
      JSON.stringify({ file: kubeconfig, output }),
    ],
    {
      cwd: repositoryRoot,
      env: toolchain.environment,
      logFile: path.join(stateDirectory, 'logs/kubeconfig.log'),
    },
  );
  const answer = JSON.parse(await fs.readFile(output, 'utf8'));
  await fs.rm(output, { force: true });
  return chooseContexts({ ...answer, kubeconfig, wanted });
}

/** All contexts, or those that are asked for. */
export function chooseContexts({ kubeconfig, contexts, problem, wanted }) {
  if (problem) {
    throw new UserError(`${kubeconfig} ${problem}`);
  }
  const missing = wanted.find(name => !contexts.includes(name));
  if (missing !== undefined) {
    throw new UserError(
      `${kubeconfig} has no context "${missing}": it has ${contexts.join(
        ', ',
      )}`,
    );
  }
  return wanted.length > 0 ? wanted : contexts;
}
