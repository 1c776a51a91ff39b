import './requireNode18.mjs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { repositoryRoot, stateDirectory } from './bootstrap/directories.mjs';
import { ensureDocumentationTools } from './bootstrap/documentationTools.mjs';
import { runCommand } from './command.mjs';
import { MigrationLocks } from './run/migrationLocks.mjs';
import { parseStartArguments } from './run/parseStartArguments.mjs';
import { lockState, prepareRun, requirePort } from './run/prepareRun.mjs';
import {
  backendEnvironment,
  configurationArguments,
} from './run/startBackend.mjs';
import { showProgress } from './terminal.mjs';

const appPort = 3000;

// The run of "npm start" for those who change it: app and backend from their sources, reloaded as they change.
async function develop({ children }) {
  const options = parseStartArguments(
    process.argv.slice(2),
    process.env.INIT_CWD ?? process.cwd(),
  );
  if (options.help) {
    console.log(
      'npm run dev takes the options of npm start; see npm start -- --help',
    );
    return 0;
  }
  await requirePort(options.port, options.host);
  await requirePort(appPort, options.host);
  const unlock = await lockState(
    options.stateDirectory ?? stateDirectory,
    options,
  );
  try {
    const { toolchain, installation } = await bootstrap({ children });
    const documentation = await ensureDocumentationTools({
      toolchain,
      children,
    });
    const run = await showProgress(
      `Preparing the clusters (${options.mode})`,
      () => prepareRun({ ...options, appPort, toolchain, children }),
    );
    if (run.kubeconfig) {
      console.log(`export KUBECONFIG=${run.kubeconfig}`);
    }
    await new MigrationLocks(run.databaseDirectory).beforeStart({
      toolchain,
      children,
      logFile: run.logFile,
    });
    const { code } = await children.run(
      toolchain.node,
      [
        path.join(
          repositoryRoot,
          'node_modules/@backstage/cli/bin/backstage-cli',
        ),
        'repo',
        'start',
        ...(await configurationArguments(run.overlayFile)),
      ],
      {
        cwd: repositoryRoot,
        env: {
          ...(await backendEnvironment({
            toolchain,
            installation,
            documentation,
          })),
          NODE_ENV: 'development',
        },
      },
    );
    return code ?? 1;
  } finally {
    await unlock();
  }
}

await runCommand(develop);
