import fs from 'node:fs/promises';
import path from 'node:path';
import { repositoryRoot, stateDirectory } from '../bootstrap/directories.mjs';
import { endInTimeArguments } from '../processes/Children.mjs';
import { typeScriptArguments } from './runTypeScript.mjs';

/** The configuration files of a run: the repository's, what only this run knows, and the last word of an `app-config.local.yaml`. */
export async function configurationArguments(overlayFile) {
  const own = path.join(repositoryRoot, 'app-config.local.yaml');
  const hasOwn = await fs.access(own).then(
    () => true,
    () => false,
  );
  return [
    path.join(repositoryRoot, 'app-config.yaml'),
    overlayFile,
    ...(hasOwn ? [own] : []),
  ].flatMap(file => ['--config', file]);
}

/** The environment of a backend: the documentation tools are found on its PATH, compiled code is kept between starts. */
export async function backendEnvironment({
  toolchain,
  installation,
  documentation,
}) {
  const compiled = path.join(stateDirectory, 'compile-cache');
  const current = path.join(compiled, installation.slice(0, 16));
  for (const name of await fs.readdir(compiled).catch(() => [])) {
    if (name !== path.basename(current)) {
      await fs.rm(path.join(compiled, name), { recursive: true, force: true });
    }
  }
  return {
    ...toolchain.environment,
    PATH: [...documentation.binaries, toolchain.environment.PATH].join(
      path.delimiter,
    ),
    NODE_COMPILE_CACHE: current,
  };
}

/** Starts the backend from its sources, as for production. */
export async function startBackend(run) {
  const { toolchain, children, overlayFile, logFile, environment, verbose } =
    run;
  return children.start(
    toolchain.node,
    [
      ...endInTimeArguments,
      ...typeScriptArguments,
      path.join(repositoryRoot, 'packages/backend/src/index.ts'),
      ...(await configurationArguments(overlayFile)),
    ],
    {
      cwd: path.join(repositoryRoot, 'packages/backend'),
      env: { ...environment, NODE_ENV: 'production' },
      ...(!verbose && { logFile }),
    },
  );
}
