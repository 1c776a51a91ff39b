import { spawnSync } from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../userError.mjs';

/** How to call npm: the one that runs us, or the one on the PATH. */
function npmCommand(environment) {
  const running = environment.npm_execpath;
  return running && path.basename(running) === 'npm-cli.js'
    ? { command: process.execPath, args: [running] }
    : { command: process.platform === 'win32' ? 'npm.cmd' : 'npm', args: [] };
}

/** @returns how npm ended, and what it wrote; `error` where there is none to run */
async function runNpm(args, { directory, environment, children }) {
  const npm = npmCommand(environment);
  const logFile = path.join(directory, 'npm.log');
  try {
    const { code } = await children.run(npm.command, [...npm.args, ...args], {
      cwd: directory,
      env: environment,
      shell: npm.command.endsWith('.cmd'),
      logFile,
    });
    return { status: code, output: await fs.readFile(logFile, 'utf8') };
  } catch (error) {
    return { error, output: '' };
  }
}

/** What went wrong, for a person, from what npm wrote. */
export function explainNpmFailure(subject, result) {
  const { output } = result;
  if (result.error?.code === 'ENOENT') {
    return `${subject} is fetched with npm, and there is no npm on the PATH: install npm, or Node 22 or 24 (which needs no fetching)`;
  }
  if (/ENOSPC/.test(output)) {
    return `${subject} could not be fetched: the disk is full`;
  }
  if (/E404|ETARGET/.test(output)) {
    return `${subject} is not in the npm registry that this machine uses: install Node 22 or 24 yourself, and start again`;
  }
  if (
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|network/i.test(
      output,
    )
  ) {
    return `${subject} could not be fetched: the npm registry cannot be reached (proxies and mirrors are taken from npm's own configuration)`;
  }
  const line = output
    .split('\n')
    .find(text => /npm (error|ERR!)/.test(text) && !/code/.test(text));
  return `${subject} could not be fetched: ${
    line?.replace(/^npm (error|ERR!)\s*/, '') ?? 'npm failed'
  }`;
}

/**
 * Fetches one package into a folder, through the user's own npm configuration, without running any script of it.
 *
 * @param options.integrity - the SHA-512 that the archive must have, as npm writes it
 * @param options.directory - appears only when it is complete
 */
export async function fetchPackage(specification, options) {
  const { integrity, directory, environment, children } = options;
  await fs.mkdir(path.dirname(directory), { recursive: true });
  const temporary = await fs.mkdtemp(`${directory}.tmp-`);
  try {
    const npm = { directory: temporary, environment, children };
    const pack = await runNpm(['pack', specification], npm);
    const archive = (await fs.readdir(temporary)).find(name =>
      name.endsWith('.tgz'),
    );
    if (pack.status !== 0 || !archive) {
      throw new UserError(explainNpmFailure(specification, pack));
    }
    const content = await fs.readFile(path.join(temporary, archive));
    const actual = `sha512-${crypto
      .createHash('sha512')
      .update(content)
      .digest('base64')}`;
    if (integrity && actual !== integrity) {
      throw new UserError(
        `${specification} from this machine's npm registry is not what was published (expected ${integrity}, got ${actual})`,
      );
    }
    const install = await runNpm(
      [
        'install',
        '--prefix',
        temporary,
        '--ignore-scripts',
        '--no-save',
        '--no-package-lock',
        '--no-audit',
        '--no-fund',
        path.join(temporary, archive),
      ],
      npm,
    );
    if (install.status !== 0) {
      throw new UserError(explainNpmFailure(specification, install));
    }
    const name = specification.slice(0, specification.lastIndexOf('@'));
    await moveIntoPlace(path.join(temporary, 'node_modules', name), directory);
  } catch (error) {
    if (error.code === 'ENOSPC') {
      throw new UserError(
        `${specification} could not be fetched: the disk is full`,
      );
    }
    throw error;
  } finally {
    await fs.rm(temporary, { recursive: true, force: true });
  }
}

/** Another process may have been faster; what it put there is as good. */
async function moveIntoPlace(from, to) {
  try {
    await fs.rename(from, to);
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') {
      throw error;
    }
  }
}

/** npm's registry, proxies and certificates, under the names that Yarn knows them by. What is set for Yarn stays. */
export function yarnSettings(npmSettings, environment) {
  const settings = {
    YARN_NPM_REGISTRY_SERVER: npmSettings.registry?.replace(/\/$/, ''),
    YARN_HTTP_PROXY: npmSettings.proxy,
    YARN_HTTPS_PROXY: npmSettings['https-proxy'],
    YARN_HTTPS_CA_FILE_PATH: npmSettings.cafile,
    YARN_ENABLE_STRICT_SSL:
      npmSettings['strict-ssl'] === false ? 'false' : undefined,
  };
  return Object.fromEntries(
    Object.entries(settings).filter(
      ([name, value]) =>
        typeof value === 'string' && value && !environment[name],
    ),
  );
}

/** The user's npm configuration, without what npm protects; empty where npm is missing. */
export function readNpmSettings(environment = process.env) {
  const npm = npmCommand(environment);
  const result = spawnSync(
    npm.command,
    [...npm.args, 'config', 'list', '--json'],
    {
      encoding: 'utf8',
      env: environment,
      shell: npm.command.endsWith('.cmd'),
    },
  );
  try {
    return JSON.parse(result.stdout);
  } catch {
    return {};
  }
}
