import './requireNode18.mjs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot, stateDirectory } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';
import { prepareBrowser } from './test/prepareBrowser.mjs';

/** Takes a picture of every page, in both themes, into docs/screenshots or the directory that is named. */
async function screenshots({ children }) {
  const [directory] = process.argv.slice(2);
  const context = { ...(await bootstrap({ children })), children };
  const environment = await prepareBrowser(context, {
    logFile: path.join(stateDirectory, 'logs/test-chromium.log'),
  });
  const { code } = await children.run(
    context.toolchain.node,
    [
      path.join(repositoryRoot, 'node_modules/@playwright/test/cli.js'),
      'test',
      '--config',
      'e2e-tests/screenshots.config.ts',
      '--reporter',
      'line',
    ],
    {
      cwd: repositoryRoot,
      env: {
        ...environment,
        ...(directory && {
          GROUNDCREW_SCREENSHOTS: path.resolve(
            process.env.INIT_CWD ?? process.cwd(),
            directory,
          ),
        }),
      },
    },
  );
  return code ?? 1;
}

await runCommand(screenshots);
