import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot, stateDirectory } from '../bootstrap/directories.mjs';

/**
 * Runs one tool of a stage to its end, with its output in a log of the stage.
 *
 * @param options.script - of node_modules, or a command where `options.command` is given
 * @returns the exit code and what it wrote
 */
export async function runTool({ toolchain, children }, options) {
  const { name, script, command, args, cwd, environment } = options;
  const logFile = path.join(stateDirectory, `logs/test-${name}.log`);
  const { code } = await children.run(
    command ?? toolchain.node,
    [
      ...(options.nodeArguments ?? []),
      ...(script ? [path.resolve(repositoryRoot, script)] : []),
      ...args,
    ],
    {
      cwd: cwd ?? repositoryRoot,
      env: { ...toolchain.environment, FORCE_COLOR: '0', ...environment },
      logFile,
    },
  );
  const output = await fs.readFile(logFile, 'utf8');
  return { code, output, logFile };
}

/** The end of a long output, for when nothing better is known of a failure. */
export function lastLines(output, count = 40) {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
