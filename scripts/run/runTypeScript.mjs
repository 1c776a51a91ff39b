import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot } from '../bootstrap/directories.mjs';
import { UserError } from '../userError.mjs';

/** What Node needs before a script that loads TypeScript from our packages. */
export const typeScriptArguments = [
  '--require',
  path.join(
    repositoryRoot,
    'node_modules/@backstage/cli/config/nodeTransform.cjs',
  ),
];

/** Runs a script that loads our TypeScript packages, and fails with the end of its log where it fails. */
export async function runTypeScript(options) {
  const { toolchain, children, script, args, subject, logFile } = options;
  const { code } = await children.run(
    toolchain.node,
    [...typeScriptArguments, script, ...args],
    { cwd: repositoryRoot, env: toolchain.environment, logFile },
  );
  if (code !== 0) {
    const log = await fs.readFile(logFile, 'utf8').catch(() => '');
    throw new UserError(
      `${subject}:\n${log.trim().split('\n').slice(-15).join('\n')}`,
    );
  }
}
