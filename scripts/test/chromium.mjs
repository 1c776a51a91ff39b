import { spawnSync } from 'node:child_process';
import fs from 'node:fs';

const candidates = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

function installed(environment) {
  return [environment.GROUNDCREW_CHROMIUM, ...candidates].find(
    file => file && fs.existsSync(file),
  );
}

/** Whether this user can install Debian packages without being asked anything. */
function canInstall() {
  return (
    process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).status === 0
  );
}

/**
 * A Chromium to test with: the machine's own, or else Debian's where we may install it.
 *
 * @returns `executable`, or `missing`: what to do about it
 */
export async function ensureChromium({ toolchain, children, logFile }) {
  const { environment } = toolchain;
  const present = installed(environment);
  if (present) {
    return { executable: present };
  }
  if (canInstall()) {
    const apt = args =>
      children.run('apt-get', args, {
        env: { ...environment, DEBIAN_FRONTEND: 'noninteractive' },
        logFile,
        append: true,
      });
    await apt(['update', '-q']);
    await apt(['install', '-q', '-y', '--no-install-recommends', 'chromium']);
    const executable = installed(environment);
    if (executable) {
      return { executable };
    }
  }
  return {
    missing:
      'there is no Chromium to run the browser tests with: install it (Debian: apt install chromium), or name one in GROUNDCREW_CHROMIUM',
  };
}
