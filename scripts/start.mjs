import './requireNode18.mjs';
import path from 'node:path';
import { bootstrap } from './bootstrap.mjs';
import { stateDirectory } from './bootstrap/directories.mjs';
import { ensureDocumentationTools } from './bootstrap/documentationTools.mjs';
import { runCommand } from './command.mjs';
import { buildApp } from './run/buildApp.mjs';
import { MigrationLocks } from './run/migrationLocks.mjs';
import { parseStartArguments, startUsage } from './run/parseStartArguments.mjs';
import { lockState, prepareRun, requirePort } from './run/prepareRun.mjs';
import { hasFailedToStart, readBackendLog } from './run/readBackendLog.mjs';
import { waitUntilUsable } from './run/readiness.mjs';
import { backendEnvironment, startBackend } from './run/startBackend.mjs';
import { formatDuration, showProgress } from './terminal.mjs';
import { UserError } from './userError.mjs';

const startTimeoutMs = 5 * 60_000;

async function start({ children }) {
  const beganAt = Date.now();
  const options = parseStartArguments(
    process.argv.slice(2),
    process.env.INIT_CWD ?? process.cwd(),
  );
  if (options.help) {
    console.log(startUsage);
    return 0;
  }
  await requirePort(options.port, options.host);
  const unlock = await lockState(
    options.stateDirectory ?? stateDirectory,
    options,
  );
  try {
    return await runUntilStopped({ ...options, children, beganAt });
  } finally {
    await unlock();
  }
}

async function runUntilStopped(options) {
  const { children, beganAt } = options;
  const { toolchain, installation } = await bootstrap({ children });
  const documentation = await ensureDocumentationTools({ toolchain, children });
  await buildApp({ toolchain, installation, children });
  const run = await showProgress(
    `Preparing the clusters (${options.mode})`,
    () => prepareRun({ ...options, toolchain }),
  );

  const environment = await backendEnvironment({
    toolchain,
    installation,
    documentation,
  });
  // Building the app may have taken minutes, in which somebody else may have taken the port.
  await requirePort(options.port, options.host);
  const migrations = new MigrationLocks(run.databaseDirectory);
  const { ended } = await showProgress('Starting', async () => {
    await migrations.beforeStart({
      toolchain,
      children,
      logFile: run.logFile,
    });
    const backend = await startBackend({
      ...run,
      toolchain,
      children,
      environment,
      verbose: options.verbose,
    });
    await untilUsable({ ...options, ...run, ended: backend.ended });
    await migrations.afterStart();
    return backend;
  });

  announce({ ...options, ...run, beganAt });
  documentation.installed.then(missing => {
    if (missing && !children.stopping) {
      console.log(`Docs cannot show pages: ${missing}`);
    }
  });

  const { code } = await ended;
  if (children.stopping) {
    return 0;
  }
  throw new UserError(
    `the backend has ended (exit code ${code}, full log in ${
      run.logFile
    }):\n${await readBackendLog(run.logFile)}`,
  );
}

async function untilUsable({ mode, port, host, url, ended, logFile }) {
  const address = ['0.0.0.0', '::'].includes(host) ? '127.0.0.1' : host;
  const local = `http://${
    address.includes(':') ? `[${address}]` : address
  }:${port}`;
  const outcome = await waitUntilUsable({
    url: local,
    page: `${local}/`,
    // Nobody can sign in before the catalog has read who there is.
    also:
      mode === 'sandbox'
        ? [`${local}/api/auth/personas/refresh?persona=dana`]
        : [],
    hasFailed: () => hasFailedToStart(logFile),
    ended,
    timeoutMs: startTimeoutMs,
  });
  if (outcome === 'ready') {
    return;
  }
  throw new UserError(
    outcome === 'ended'
      ? `the backend could not start (full log in ${logFile}):\n${await readBackendLog(
          logFile,
        )}`
      : `nothing usable answers at ${url} after ${formatDuration(
          startTimeoutMs,
        )}:\n${await readBackendLog(logFile)}`,
  );
}

function announce({ mode, url, kubeconfig, logFile, beganAt }) {
  console.log(
    `\n  Groundcrew is at ${url}   (ready after ${formatDuration(
      Date.now() - beganAt,
    )})\n`,
  );
  if (kubeconfig) {
    console.log('  Its clusters, for kubectl:');
    console.log(`    export KUBECONFIG=${kubeconfig}\n`);
  }
  if (mode === 'kubeconfig') {
    console.log(
      '  How your components find their workloads: the component "Hello" tells, in its Docs.\n',
    );
  }
  console.log(
    `  Log: ${path.relative(process.cwd(), logFile)}. Ctrl-C ends it.\n`,
  );
}

await runCommand(start);
