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

/** Runs one benchmark by its name: npm run bench -- entity-read. Its last line is one JSON object. */
async function bench({ children }) {
  const [name, ...rest] = process.argv.slice(2);
  const known = await benchmarks();
  if (!known.includes(name)) {
    throw new UserError(
      `npm run bench -- NAME, where NAME is one of: ${known.join(', ')}`,
    );
  }
  const { toolchain } = await bootstrap({ children });
  const { code } = await children.run(
    toolchain.node,
    [
      ...endInTimeArguments,
      '--expose-gc',
      ...typeScriptArguments,
      path.join(sources, folderOf(name), 'run.ts'),
      ...rest,
    ],
    { cwd: repositoryRoot, env: toolchain.environment },
  );
  return code ?? 1;
}

async function benchmarks() {
  const entries = await fs.readdir(sources, { withFileTypes: true });
  return entries
    .filter(entry => entry.isDirectory())
    .map(entry => nameOf(entry.name));
}

function nameOf(folder) {
  return folder.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function folderOf(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

await runCommand(bench);
