import fs from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { repositoryRoot, stateDirectory } from '../bootstrap/directories.mjs';
import { UserError } from '../userError.mjs';
import { typeScriptArguments } from './runTypeScript.mjs';

/**
 * Starts a real control plane that lives as long as this process. The first time builds it, which takes minutes.
 *
 * @param options.directory - its data, kept between runs
 * @param options.manifest - a file of objects to run in it
 * @returns its clusters as a run wants them, and a kubeconfig
 */
export async function startLab({ toolchain, children, directory, manifest }) {
  await fs.mkdir(directory, { recursive: true, mode: 0o700 });
  const output = path.join(directory, 'clusters.json');
  await fs.rm(output, { force: true });
  const logFile = path.join(stateDirectory, 'logs/lab.log');
  const { ended } = children.start(
    toolchain.node,
    [
      ...typeScriptArguments,
      fileURLToPath(new URL('./labProcess.cjs', import.meta.url)),
      JSON.stringify({
        directory: path.join(directory, 'data'),
        kubeconfig: path.join(directory, 'kubeconfig'),
        manifest,
        output,
      }),
    ],
    { cwd: repositoryRoot, env: toolchain.environment, logFile },
  );
  let over = false;
  ended.finally(() => (over = true)).catch(() => {});
  while (!over) {
    const text = await fs.readFile(output, 'utf8').catch(() => undefined);
    if (text) {
      return JSON.parse(text);
    }
    await sleep(100);
  }
  const log = (await fs.readFile(logFile, 'utf8').catch(() => '')).trim();
  const unavailable = /^unavailable: (.*)$/m.exec(log);
  throw new UserError(
    unavailable
      ? `${unavailable[1]} (or start with the sandbox: "npm start")`
      : `the lab could not be started:\n${log
          .split('\n')
          .slice(-15)
          .join('\n')}`,
  );
}
