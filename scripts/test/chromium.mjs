import fs from 'node:fs';
import { installDebianPackages } from './debianPackages.mjs';

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

/**
 * A Chromium to test with: the machine's own, or else Debian's where we may install it.
 *
 * @returns `executable`, or `missing`: what to do about it
 */
export async function ensureChromium({ toolchain, children, logFile }) {
  const { environment } = toolchain;
  if (!installed(environment)) {
    await installDebianPackages({
      packages: ['chromium'],
      toolchain,
      children,
      logFile,
    });
  }
  const executable = installed(environment);
  return executable
    ? { executable }
    : {
        missing:
          'there is no Chromium to run the browser tests with: install it (Debian: apt install chromium), or name one in GROUNDCREW_CHROMIUM',
      };
}
