import { spawnSync } from 'node:child_process';

/**
 * Installs packages of Debian where this user can do so without being asked anything. What came of it is for the caller to
 * look at: elsewhere, and where it fails, nothing has changed.
 */
export async function installDebianPackages({
  packages,
  toolchain,
  children,
  logFile,
}) {
  if (
    process.getuid?.() !== 0 ||
    spawnSync('apt-get', ['--version']).status !== 0
  ) {
    return;
  }
  const apt = args =>
    children.run('apt-get', args, {
      env: { ...toolchain.environment, DEBIAN_FRONTEND: 'noninteractive' },
      logFile,
      append: true,
    });
  await apt(['update', '-q']);
  await apt(['install', '-q', '-y', '--no-install-recommends', ...packages]);
}
