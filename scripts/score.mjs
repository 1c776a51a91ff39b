import './requireNode18.mjs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';
import { endInTimeArguments } from './processes/Children.mjs';
import { typeScriptArguments } from './run/runTypeScript.mjs';
import { UserError } from './userError.mjs';

const sources = path.join(repositoryRoot, 'benchmarks/src');

/**
 * Has an engine answer recorded cases whose truth is known: npm run score -- faults --cases DIR. Its last line is one JSON
 * object.
 */
async function score({ children }) {
  const [name, ...rest] = process.argv.slice(2);
  const known = await scores();
  if (!known.includes(name)) {
    throw new UserError(
      `npm run score -- NAME --cases DIR, where NAME is one of: ${known.join(
        ', ',
      )}`,
    );
  }
  const { toolchain } = await bootstrap({ children });
  const { ended } = children.start(
    toolchain.node,
    [
      ...endInTimeArguments,
      ...typeScriptArguments,
      path.join(sources, name, 'score.ts'),
      ...rest,
    ],
    { cwd: repositoryRoot, env: toolchain.environment },
  );
  return (await ended).code ?? 1;
}

async function scores() {
  const entries = await fs.readdir(sources, {
    withFileTypes: true,
    recursive: true,
  });
  return entries
    .filter(entry => entry.name === 'score.ts')
    .map(({ parentPath }) => path.basename(parentPath))
    .sort();
}

await runCommand(score);
