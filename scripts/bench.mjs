import './requireNode18.mjs';
import fs from 'node:fs/promises';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot, stateDirectory } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';
import { endInTimeArguments } from './processes/Children.mjs';
import { typeScriptArguments } from './run/runTypeScript.mjs';
import { reportFailure } from './terminal.mjs';
import { prepareBrowser } from './test/prepareBrowser.mjs';
import { UserError } from './userError.mjs';

const sources = path.join(repositoryRoot, 'benchmarks/src');
// Those that look at the app in a browser.
const inBrowser = ['freshness'];

/**
 * Runs one benchmark by its name, or all of them: npm run bench -- entity-read. Its last line is one JSON object; of all
 * together, one with the object of each by its name.
 */
async function bench({ children }) {
  const [name, ...rest] = process.argv.slice(2);
  const known = await benchmarks();
  if (name !== '--all' && !known.includes(name)) {
    throw new UserError(
      `npm run bench -- NAME, where NAME is one of: ${known.join(
        ', ',
      )}; or --all`,
    );
  }
  const context = { ...(await bootstrap({ children })), children };
  if (name !== '--all') {
    return (await runOne(context, name, rest)).code;
  }
  const figures = {};
  let failed = false;
  for (const each of known) {
    console.log(`\n${each}`);
    // One that fails does not keep the others from being measured.
    const { code, lastLine } = await runOne(context, each, []).catch(error => {
      if (children.stopping) {
        throw error;
      }
      reportFailure(error);
      return { code: 1 };
    });
    failed ||= code !== 0;
    figures[each] = code === 0 ? JSON.parse(lastLine) : { failed: true };
  }
  console.log(JSON.stringify(figures));
  return failed ? 1 : 0;
}

async function runOne(context, name, args) {
  const { toolchain, children } = context;
  const environment = inBrowser.includes(name)
    ? await prepareBrowser(context, {
        logFile: path.join(stateDirectory, 'logs/bench-chromium.log'),
      })
    : toolchain.environment;
  const { child, ended } = children.start(
    toolchain.node,
    [
      ...endInTimeArguments,
      '--expose-gc',
      ...typeScriptArguments,
      path.join(sources, folderOf(name), 'run.ts'),
      ...args,
    ],
    { cwd: repositoryRoot, env: environment, pipe: true },
  );
  let output = '';
  child.stdout.on('data', chunk => {
    process.stdout.write(chunk);
    output += chunk;
  });
  const { code } = await ended;
  return { code: code ?? 1, lastLine: output.trimEnd().split('\n').at(-1) };
}

async function benchmarks() {
  const entries = await fs.readdir(sources, {
    withFileTypes: true,
    recursive: true,
  });
  return entries
    .filter(entry => entry.name === 'run.ts')
    .map(({ parentPath }) => nameOf(path.basename(parentPath)))
    .sort();
}

function nameOf(folder) {
  return folder.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

function folderOf(name) {
  return name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase());
}

await runCommand(bench);
