import './requireNode18.mjs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot, stateDirectory } from './bootstrap/directories.mjs';
import { runCommand } from './command.mjs';
import { buildApp } from './run/buildApp.mjs';
import { ensureChromium } from './test/chromium.mjs';
import { UserError } from './userError.mjs';

/** Takes a picture of every page, in both themes, into docs/screenshots or the directory that is named. */
async function screenshots({ children }) {
  const [directory] = process.argv.slice(2);
  const { toolchain, installation } = await bootstrap({ children });
  const chromium = await ensureChromium({
    toolchain,
    children,
    logFile: path.join(stateDirectory, 'logs/test-chromium.log'),
  });
  if (chromium.missing) {
    throw new UserError(chromium.missing);
  }
  await buildApp({ toolchain, installation, children });
  const { code } = await children.run(
    toolchain.node,
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
        ...toolchain.environment,
        GROUNDCREW_CHROMIUM: chromium.executable,
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
